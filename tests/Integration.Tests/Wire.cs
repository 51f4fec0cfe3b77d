using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IngestPipeline.Integration.Tests;

/// <summary>A client of the broker like any outside one.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _sending;
    private readonly IChannel _receiving;

    private Wire(IConnection connection, IChannel sending, IChannel receiving) => (_connection, _sending, _receiving) = (connection, sending, receiving);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Wire> Open(Uri virtualHost)
    {
        var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync(Token);
        return new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token), await connection.CreateChannelAsync(cancellationToken: Token));
    }

    /// <summary>A queue of our own on an exchange; the exchange is made when it is not there yet.</summary>
    public Task<Inbox> Listen(string exchange, string type = ExchangeType.Fanout) => Listen([exchange], type);

    /// <summary>One queue of our own on several exchanges.</summary>
    public async Task<Inbox> Listen(IReadOnlyList<string> exchanges, string type = ExchangeType.Fanout)
    {
        var queue = await _receiving.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: Token);
        foreach (var exchange in exchanges)
        {
            await _receiving.ExchangeDeclareAsync(exchange, type, durable: true, cancellationToken: Token);
            await _receiving.QueueBindAsync(queue.QueueName, exchange, type == ExchangeType.Topic ? "#" : "", cancellationToken: Token);
        }
        return await Consume(queue.QueueName, string.Join(", ", exchanges), autoAck: true, null);
    }

    /// <summary>A plain durable queue.</summary>
    public Task Declare(string queue) => _receiving.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Token);

    /// <summary>Reads a stream from its first message.</summary>
    public async Task<Inbox> Replay(string stream)
    {
        await _receiving.BasicQosAsync(0, 100, global: false, Token);
        return await Consume(stream, stream, autoAck: false, new Dictionary<string, object?> { ["x-stream-offset"] = "first" });
    }

    /// <summary>Sends and returns when the broker has it in a queue.</summary>
    public Task Send(string exchange, ReadOnlyMemory<byte> body, BasicProperties? properties = null, string routingKey = "") =>
        _sending.BasicPublishAsync(exchange, routingKey, mandatory: true, properties ?? new BasicProperties(), body, Token).AsTask();

    /// <summary>Messages that lie ready in a queue.</summary>
    public async Task<uint> Count(string queue) => (await _sending.QueueDeclarePassiveAsync(queue, Token)).MessageCount;

    public async ValueTask DisposeAsync()
    {
        await _receiving.DisposeAsync();
        await _sending.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<Inbox> Consume(string queue, string name, bool autoAck, IDictionary<string, object?>? arguments)
    {
        var inbox = new Inbox(name);
        var consumer = new AsyncEventingBasicConsumer(_receiving);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            inbox.Add(new Delivered(delivery));
            if (!autoAck)
                await _receiving.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await _receiving.BasicConsumeAsync(queue, autoAck, "", false, false, arguments, consumer, Token);
        return inbox;
    }
}
