using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace IngestPipeline.Support;

/// <summary>A port of this machine behind which nothing listens until it is opened; then a server does, over a network that can be slow,
/// still, lossy or cut.</summary>
/// <param name="target">The server's port.</param>
/// <param name="certificate">With which it speaks TLS to whoever calls; null to pass on what is said as it is.</param>
/// <param name="seed">Of its chances.</param>
/// <remarks>It works on streams: a packet that is lost shows as the pause until it is sent again.</remarks>
public sealed class Relay(int target, X509Certificate2? certificate = null, int seed = 0) : IAsyncDisposable
{
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<TcpClient, byte> _callers = new();
    // Bound and not listening: it keeps the port from whoever looks for a free one until the relay opens.
    private readonly Socket _place = Place();
    private CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private volatile TaskCompletionSource? _still;
    private int _port, _calls;

    /// <summary>Where it listens.</summary>
    public int Port => _port == 0 ? _port = ((IPEndPoint)_place.LocalEndPoint!).Port : _port;

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How long each piece of data is under way, and how much that varies.</summary>
    public (TimeSpan Mean, TimeSpan Spread) Latency { get; set; }

    /// <summary>Share of pieces that are lost and come again after a fifth of a second to a second.</summary>
    public double Loss { get; set; }

    /// <summary>Takes calls from now on.</summary>
    public void Open()
    {
        _listener ??= new(IPAddress.Loopback, Port);
        _place.Dispose();
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Ends every connection and takes no other until it is opened again.</summary>
    public async Task Cut()
    {
        await _stop.CancelAsync();
        _listener?.Stop();
        await _accepting;
        _stop.Dispose();
        _stop = new();
    }

    /// <summary>Lets nothing through from now on, and tells nobody: a half-open connection.</summary>
    public void Stall() => _still ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends a stall.</summary>
    public void Go()
    {
        var still = _still;
        _still = null;
        still?.TrySetResult();
    }

    /// <summary>Ends every connection with a TCP reset.</summary>
    public void Reset()
    {
        foreach (var caller in _callers.Keys)
        {
            try
            {
                caller.LingerState = new LingerOption(true, 0);
                caller.Close();
            }
            catch (SocketException)
            {
                // Gone already.
            }
        }
    }

    /// <summary>Cuts it off for good.</summary>
    public async ValueTask DisposeAsync()
    {
        Go();
        await Cut();
        _listener?.Dispose();
        _place.Dispose();
        _stop.Dispose();
    }

    private static Socket Place()
    {
        var place = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        place.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return place;
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(Pass(await _listener!.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Pass(TcpClient from)
    {
        Interlocked.Increment(ref _calls);
        using var to = new TcpClient();
        using (from)
        {
            _callers[from] = 1;
            try
            {
                await using var caller = await Answer(from.GetStream());
                if (_still is { } still)
                    await still.Task;
                await to.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                await Task.WhenAny(Copy(caller, to.GetStream()), Copy(to.GetStream(), caller));
            }
            catch (Exception error) when (error is IOException or AuthenticationException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side hung up.
            }
            _callers.TryRemove(from, out _);
        }
    }

    private async Task<Stream> Answer(NetworkStream caller)
    {
        if (certificate is null)
            return caller;
        var tls = new SslStream(caller);
        // PostgreSQL's clients insist on its name when they begin with TLS.
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [new("postgresql")] }, _stop.Token);
        return tls;
    }

    private async Task Copy(Stream source, Stream sink)
    {
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer, _stop.Token) is var read and > 0)
        {
            // The network's own delay: nothing could be waited for instead.
            if (Delay() is { Ticks: > 0 } delay)
                await Task.Delay(delay, _stop.Token);
            if (_still is { } still)
                await still.Task;
            await sink.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    private TimeSpan Delay()
    {
        if (Latency.Mean == TimeSpan.Zero && Loss == 0)
            return TimeSpan.Zero;
        lock (_random)
        {
            var delay = Latency.Mean + ((_random.NextDouble() * 2) - 1) * Latency.Spread;
            return _random.NextDouble() < Loss ? delay + TimeSpan.FromSeconds(0.2 + 0.8 * _random.NextDouble()) : delay;
        }
    }
}
