using System.Runtime.CompilerServices;
using IngestPipeline.Hosting;
using RabbitMQ.Client;

namespace IngestPipeline.Cli;

/// <summary>Takes messages from the quarantine one at a time, oldest first. None leaves it before it is told to: what was
/// only looked at goes back, to the front and in order, when the channel closes.</summary>
internal sealed class QuarantineReader : IAsyncDisposable
{
    private readonly IChannel _channel;

    private QuarantineReader(IChannel channel) => _channel = channel;

    public static async Task<QuarantineReader> Open(IConnection connection, CancellationToken cancellationToken) =>
        new(await connection.CreateChannelAsync(cancellationToken: cancellationToken));

    /// <summary>The messages that are meant. What comes into quarantine meanwhile, as a replayed message does that fails
    /// again, is left to the next run.</summary>
    /// <param name="filter">Which are meant.</param>
    /// <param name="now">The present, for their ages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Held> Read(QuarantineFilter filter, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = (await _channel.QueueDeclarePassiveAsync(Names.Quarantine, cancellationToken)).MessageCount;
        for (; left > 0 && await _channel.BasicGetAsync(Names.Quarantine, autoAck: false, cancellationToken) is { } got; left--)
        {
            var message = QuarantinedMessage.Of(got.Body, got.BasicProperties);
            if (filter.Takes(message, now))
                yield return new(message, got.BasicProperties, got.Body, got.DeliveryTag);
        }
    }

    /// <summary>Takes a message out of the quarantine for good.</summary>
    public ValueTask Remove(ulong tag, CancellationToken cancellationToken) => _channel.BasicAckAsync(tag, multiple: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Closed in order, so that the broker has taken every acknowledgement before it returns the rest.
        await _channel.CloseAsync();
        await _channel.DisposeAsync();
    }

    /// <param name="Message">What it is.</param>
    /// <param name="Properties">Its AMQP properties, as they lie there.</param>
    /// <param name="Body">Its body, as it lies there.</param>
    /// <param name="Tag">What <see cref="Remove"/> takes it out by.</param>
    internal sealed record Held(QuarantinedMessage Message, IReadOnlyBasicProperties Properties, ReadOnlyMemory<byte> Body, ulong Tag);
}
