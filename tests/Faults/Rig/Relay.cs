using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Faults;

/// <summary>A network between the services and the broker that can be slow, still, lossy or cut.</summary>
/// <remarks>It works on streams: a packet that is lost shows as the pause until it is sent again.</remarks>
internal sealed class Relay : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _clients = new();
    private readonly int _target;
    private readonly Random _random;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _still;

    public Relay(int target, int seed)
    {
        (_target, _random) = (target, new Random(seed));
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long each piece of data is under way, and how much that varies.</summary>
    public (TimeSpan Mean, TimeSpan Spread) Latency { get; set; }

    /// <summary>Share of pieces that are lost and come again after a fifth of a second to a second.</summary>
    public double Loss { get; set; }

    /// <summary>Lets nothing through from now on, and tells nobody: a half-open connection.</summary>
    public void Stall() => _still ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Go()
    {
        var still = _still;
        _still = null;
        still?.TrySetResult();
    }

    /// <summary>Cuts every connection with a TCP reset.</summary>
    public void Reset()
    {
        foreach (var client in _clients.Keys)
        {
            try
            {
                client.LingerState = new LingerOption(true, 0);
                client.Close();
            }
            catch (SocketException)
            {
                // Gone already.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Go();
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
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
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Pass(TcpClient from)
    {
        using var to = new TcpClient();
        using (from)
        {
            _clients[from] = 1;
            try
            {
                if (_still is { } still)
                    await still.Task;
                await to.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                await Task.WhenAny(Copy(from, to), Copy(to, from));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side hung up.
            }
            _clients.TryRemove(from, out _);
        }
    }

    private async Task Copy(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        var (source, sink) = (from.GetStream(), to.GetStream());
        while (await source.ReadAsync(buffer, _stop.Token) is var read and > 0)
        {
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
