using System.Collections.Concurrent;
using System.Diagnostics;
using RabbitMQ.Client;

namespace IngestPipeline.Faults;

/// <summary>A message to <c>intake</c> under a known id.</summary>
/// <param name="Id">Its message-id.</param>
/// <param name="Body">As sent.</param>
/// <param name="Headers">As sent; null for none.</param>
/// <param name="ContentType">As sent.</param>
internal sealed record Sending(string Id, ReadOnlyMemory<byte> Body, IDictionary<string, object?>? Headers = null, string ContentType = "application/json");

/// <summary>A sender that behaves: confirmed, mandatory, with a time-out; what was not confirmed it sends again, the same
/// under the same id, on a connection of its own that it makes anew when the old one fails.</summary>
internal sealed class Load(Uri virtualHost) : IAsyncDisposable
{
    private const int Outstanding = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(300);
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(Outstanding), _connecting = new(1);
    private IConnection? _connection;
    private IChannel? _channel;
    private int _again;

    /// <summary>Ids that the broker confirmed.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    /// <summary>Sends that failed and were repeated.</summary>
    public int Again => _again;

    /// <summary>Sends all and returns when all are confirmed.</summary>
    /// <param name="sendings">What to send.</param>
    /// <param name="rate">How many a second at most.</param>
    /// <param name="token">Gives up.</param>
    public async Task Send(IEnumerable<Sending> sendings, double rate, CancellationToken token)
    {
        var (began, count, sent) = (Stopwatch.GetTimestamp(), 0, new List<Task>());
        foreach (var sending in sendings)
        {
            var due = TimeSpan.FromSeconds(count++ / rate) - Stopwatch.GetElapsedTime(began);
            // The rate at which articles come is part of the trial.
            if (due > TimeSpan.FromMilliseconds(10))
                await Task.Delay(due, token);
            await _places.WaitAsync(token);
            sent.Add(UntilConfirmed(sending, token));
        }
        await Task.WhenAll(sent);
    }

    /// <summary>Counts what another sender got confirmed as this one's.</summary>
    public void Adopt(IEnumerable<string> acknowledged)
    {
        foreach (var id in acknowledged)
            _acknowledged[id] = 1;
    }

    /// <summary>Sends once.</summary>
    /// <returns>Whether the broker confirmed.</returns>
    public async Task<bool> Try(Sending sending, CancellationToken token)
    {
        IChannel? channel = null;
        try
        {
            channel = await Channel(token);
            await Publish(channel, sending, token);
            return true;
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            await Abandon(channel);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _places.Dispose();
        _connecting.Dispose();
    }

    private async Task UntilConfirmed(Sending sending, CancellationToken token)
    {
        try
        {
            while (!await Try(sending, token))
            {
                Interlocked.Increment(ref _again);
                // A broker that refuses is not asked again at once.
                await Task.Delay(Pause, token);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task Publish(IChannel channel, Sending sending, CancellationToken token)
    {
        var properties = new BasicProperties { MessageId = sending.Id, Persistent = true, ContentType = sending.ContentType, Headers = sending.Headers };
        // The client loses count of its confirms when a token of its own ends; so the wait ends, not the send.
        await channel.BasicPublishAsync("intake", "", mandatory: true, properties, sending.Body, CancellationToken.None).AsTask().WaitAsync(Patience, token);
        _acknowledged[sending.Id] = 1;
    }

    private async Task<IChannel> Channel(CancellationToken token)
    {
        await _connecting.WaitAsync(token);
        try
        {
            if (_channel is { IsOpen: true })
                return _channel;
            await Close();
            _connection = await new ConnectionFactory { Uri = virtualHost, AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(10) }.CreateConnectionAsync(token);
            return _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true, new ThrottlingRateLimiter(2 * Outstanding)), token);
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task Abandon(IChannel? channel)
    {
        await _connecting.WaitAsync();
        try
        {
            if (channel is not null && channel == _channel)
                await Close();
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task Close()
    {
        var connection = _connection;
        (_connection, _channel) = (null, null);
        if (connection is null)
            return;
        try
        {
            await connection.CloseAsync(TimeSpan.FromSeconds(1)).WaitAsync(TimeSpan.FromSeconds(3));
        }
        catch (Exception)
        {
            // It was broken: that is why it goes.
        }
    }
}
