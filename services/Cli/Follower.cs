using System.Collections.Concurrent;
using System.Threading.Channels;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IngestPipeline.Cli;

/// <summary>Follows dropped articles to their published message or their quarantine, through queues of its own beside
/// the real ones: looking takes nothing away.</summary>
internal sealed class Follower : IAsyncDisposable
{
    // A pipeline that says nothing for so long is not going to.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // After the last article came out, changes of groups may follow it.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);

    private readonly IChannel _channel;
    private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();
    private readonly ConcurrentDictionary<string, string> _awaited = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Published> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _inputs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Name, string Reason)> _quarantined = new();
    private int _came;

    private Follower(IChannel channel) => _channel = channel;

    /// <summary>The last message of each article that was dropped in this run.</summary>
    public IReadOnlyCollection<Published> Articles => [.. _last.Values.Where(article => _inputs.ContainsKey(article.Uri))];

    /// <summary>Article URI to the name of the input it came from.</summary>
    public IReadOnlyDictionary<string, string> Inputs => _inputs;

    /// <summary>What was refused, and why.</summary>
    public IReadOnlyCollection<(string Name, string Reason)> Quarantined => _quarantined;

    /// <summary>What has not come out.</summary>
    public IReadOnlyCollection<string> Missing => [.. _awaited.Values];

    public static async Task<Follower> Start(IConnection connection, CancellationToken cancellationToken)
    {
        var follower = new Follower(await connection.CreateChannelAsync(cancellationToken: cancellationToken));
        await follower.Listen(Names.Articles, "#", follower.OnPublished, cancellationToken);
        await follower.Listen(Names.Quarantine, "", follower.OnQuarantined, cancellationToken);
        return follower;
    }

    public void Await(string messageId, string name) => _awaited[messageId] = name;

    /// <summary>Waits until every article has come out and nothing more is said of them, or nothing is said for too long.</summary>
    public async Task UntilAllCameOut(Action<int> progress, CancellationToken cancellationToken)
    {
        do
            progress(Volatile.Read(ref _came));
        while (await NewsWithin(_awaited.IsEmpty ? Settle : Patience, cancellationToken));
    }

    public async ValueTask DisposeAsync() => await _channel.DisposeAsync();

    private async Task<bool> NewsWithin(TimeSpan time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            return await _news.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task Listen(string exchange, string routingKey, Action<BasicDeliverEventArgs> take, CancellationToken cancellationToken)
    {
        var queue = await _channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken);
        await _channel.QueueBindAsync(queue.QueueName, exchange, routingKey, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            take(delivery);
            _news.Writer.TryWrite(true);
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
    }

    private void OnPublished(BasicDeliverEventArgs delivery)
    {
        if (Read(delivery.Body.ToArray()) is not { } article)
            return;
        _last.AddOrUpdate(article.Uri, article, (_, before) => article.State.CompareTo(before.State) >= 0 ? article : before);
        if (article.IntakeMessageId is { } id && _awaited.TryRemove(id, out var input))
        {
            _inputs[article.Uri] = input;
            Interlocked.Increment(ref _came);
        }
    }

    // Anybody with the right may publish on the exchange; what is no article of ours is not what is waited for.
    private static Published? Read(byte[] body)
    {
        try
        {
            return Published.Read(body);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void OnQuarantined(BasicDeliverEventArgs delivery)
    {
        var message = QuarantinedMessage.Of(delivery.Body.ToArray(), delivery.BasicProperties);
        if (message.IntakeMessageId is not { } id || !_awaited.TryRemove(id, out var input))
            return;
        _quarantined.Enqueue((input, message.Reason));
        Interlocked.Increment(ref _came);
    }
}
