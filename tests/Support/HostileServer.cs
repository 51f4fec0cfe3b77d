using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IngestPipeline.Support;

/// <summary>A web server on a free loopback port that does what no server should, to everybody who connects.</summary>
public sealed class HostileServer : IAsyncDisposable
{
    private const string Page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _running;

    private HostileServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _running = Accept();
    }

    /// <summary>What such servers do, by name.</summary>
    public static IReadOnlyDictionary<string, Func<NetworkStream, CancellationToken, Task>> Kinds { get; } = new Dictionary<string, Func<NetworkStream, CancellationToken, Task>>(StringComparer.Ordinal)
    {
        ["a gzip bomb of a gigabyte"] = (to, token) => Send(to, Page + "Content-Encoding: gzip\r\n\r\n", Members(1024), token),
        ["a Brotli bomb of a gigabyte"] = (to, token) => Send(to, Page + "Content-Encoding: br\r\n\r\n", Brotli(1024), token),
        ["compressed twice"] = (to, token) => Send(to, Page + "Content-Encoding: gzip, gzip\r\n\r\n", [1, 2, 3], token),
        ["corrupt gzip"] = (to, token) => Send(to, Page + "Content-Encoding: gzip\r\n\r\n", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 255, 255], token),
        ["an endless body"] = (to, token) => Endless(to, Page + "\r\n", new byte[65536], TimeSpan.Zero, token),
        ["endless headers"] = (to, token) => Endless(to, Page, "X-More: more and more and more of it\r\n"u8.ToArray(), TimeSpan.Zero, token),
        ["a slow drip"] = (to, token) => Endless(to, Page + "\r\n", "a"u8.ToArray(), TimeSpan.FromMilliseconds(200), token),
        ["silence after the request"] = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token),
        ["a redirect to itself"] = (to, token) => Send(to, "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", [], token),
        ["more announced than sent"] = (to, token) => Send(to, Page + "Content-Length: 100000\r\n\r\n", "<p>Short</p>"u8.ToArray(), token),
        ["ten gigabytes announced"] = (to, token) => Send(to, Page + "Content-Length: 10000000000\r\n\r\n", [], token),
        ["a picture that calls itself HTML"] = (to, token) => Send(to, Page + "\r\n", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. new byte[20_000]], token),
        ["a PDF that says what it is"] = (to, token) => Send(to, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", "%PDF-1.7"u8.ToArray(), token),
        ["no HTTP at all"] = (to, token) => Send(to, "220 mail.example ESMTP ready\r\n", [], token),
        ["deeply nested markup"] = (to, token) => Send(to, Page + "\r\n", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<div>", 900_000))), token),
        ["a storm of formatting tags"] = (to, token) => Send(to, Page + "\r\n", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<b><i><a><font>x", 12_000))), token),
    };

    /// <summary>Its address.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Opens a server of a kind.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static HostileServer Open(string kind) => new(Kinds[kind]);

    /// <summary>Closes it and all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _running;
        _closing.Dispose();
    }

    private async Task Accept()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(Serve(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[8192], _closing.Token);
                await _answer(stream, _closing.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // Whoever asked has gone, or the server closes.
            }
        }
    }

    private static async Task Send(NetworkStream to, string head, byte[] body, CancellationToken token)
    {
        await to.WriteAsync(Encoding.ASCII.GetBytes(head), token);
        await to.WriteAsync(body, token);
    }

    private static async Task Endless(NetworkStream to, string head, byte[] piece, TimeSpan pause, CancellationToken token)
    {
        await to.WriteAsync(Encoding.ASCII.GetBytes(head), token);
        while (true)
        {
            await to.WriteAsync(piece, token);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, token);
        }
    }

    // A megabyte of zeros, packed once, many times: gzip's members follow each other.
    private static byte[] Members(int megabytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(new byte[1 << 20]);
        return [.. Enumerable.Repeat(packed.ToArray(), megabytes).SelectMany(member => member)];
    }

    private static byte[] Brotli(int megabytes)
    {
        var (packed, zeros) = (new MemoryStream(), new byte[1 << 20]);
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < megabytes; i++)
                brotli.Write(zeros);
        }
        return packed.ToArray();
    }
}
