using System.Diagnostics;
using IngestPipeline.Consoles;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Cli;

/// <summary>Hands messages to the broker, each confirmed and mandatory. When the broker takes nothing for a while, because a
/// queue is full or its memory or disk is, it waits with growing pauses and says so once.</summary>
internal sealed class Sender : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The last attempt is given this long to be answered, however late it is.
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(1);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly TimeSpan _patience;
    private bool _saidToWait;

    private Sender(IConnection connection, IChannel channel, TimeSpan patience)
    {
        (_connection, _channel, _patience) = (connection, channel, patience);
        _connection.ConnectionBlockedAsync += (_, blocked) => SayToWait($"The broker takes nothing at the moment ({blocked.Reason})");
    }

    /// <summary>Messages that the broker has confirmed.</summary>
    public int Sent { get; private set; }

    /// <param name="connection">The broker.</param>
    /// <param name="patience">How long one message is waited for.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<Sender> Open(IConnection connection, TimeSpan patience, CancellationToken cancellationToken) =>
        new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken), patience);

    /// <summary>Completes when a queue has the message.</summary>
    /// <exception cref="SenderException">It was not taken, and why; <see cref="SenderException.MayHaveArrived"/> when nobody can say.</exception>
    public async Task Send(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = Shorter(pause * 2, LongestPause))
        {
            try
            {
                // The client's own token must not end a publish that is on its way (its bookkeeping of confirms breaks).
                await _channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, CancellationToken.None).AsTask()
                    .WaitAsync(Longer(_patience - Stopwatch.GetElapsedTime(started), LastAnswer), cancellationToken);
                Sent++;
                return;
            }
            catch (PublishException error) when (error.IsReturn)
            {
                throw new SenderException($"No queue takes it: there is no {(exchange.Length > 0 ? $"queue behind the exchange {exchange}" : $"queue {routingKey}")}.", mayHaveArrived: false, error);
            }
            catch (PublishException error)
            {
                var left = _patience - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero)
                    throw new SenderException($"The queue is full, and stayed so for {Ages.Text(_patience)}.", mayHaveArrived: false, error);
                await SayToWait("The queue is full");
                // A full queue refuses at once and does not tell when there is room again.
                await Task.Delay(Shorter(pause, left), cancellationToken);
            }
            catch (TimeoutException error)
            {
                throw new SenderException($"The broker confirmed nothing for {Ages.Text(_patience)}.", mayHaveArrived: true, error);
            }
        }
    }

    public async ValueTask DisposeAsync() => await _channel.DisposeAsync();

    private async Task SayToWait(string why)
    {
        if (_saidToWait)
            return;
        _saidToWait = true;
        await Console.Error.WriteLineAsync($"{Terminal.Line(why)}: waiting, at most {Ages.Text(_patience)} for each message.");
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
