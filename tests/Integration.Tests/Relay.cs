using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Integration.Tests;

/// <summary>A port of this machine behind which nothing listens until it is opened; then a server does, until it is cut off.</summary>
internal sealed class Relay(int target) : IAsyncDisposable
{
    private CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, ServiceProcess.FreePort());
    private Task _accepting = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Open()
    {
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Ends every connection and takes no other until it is opened again.</summary>
    public async Task Cut()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _stop = new();
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(Pass(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Pass(TcpClient from)
    {
        using var to = new TcpClient();
        using (from)
        {
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream(), _stop.Token), to.GetStream().CopyToAsync(from.GetStream(), _stop.Token));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One side hung up.
            }
        }
    }
}
