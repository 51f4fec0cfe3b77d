using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace IngestPipeline.Integration.Tests;

/// <summary>A port of this machine behind which nothing listens until it is opened; then a server does, until it is cut off.</summary>
/// <param name="target">The server's port.</param>
/// <param name="certificate">With which it speaks TLS to whoever calls; null to pass on what is said as it is.</param>
internal sealed class Relay(int target, X509Certificate2? certificate = null) : IAsyncDisposable
{
    private CancellationTokenSource _stop = new();
    // Bound and not listening: it keeps the port from whoever looks for a free one until the relay opens.
    private readonly Socket _place = Place();
    private int _port;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _calls;

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public int Port => _port == 0 ? _port = ((IPEndPoint)_place.LocalEndPoint!).Port : _port;

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

    public async ValueTask DisposeAsync()
    {
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
            try
            {
                await using var caller = await Answer(from.GetStream());
                await to.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                await Task.WhenAny(caller.CopyToAsync(to.GetStream(), _stop.Token), to.GetStream().CopyToAsync(caller, _stop.Token));
            }
            catch (Exception error) when (error is IOException or AuthenticationException or SocketException or OperationCanceledException)
            {
                // One side hung up.
            }
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
}
