using System.Text.Json.Nodes;
using IngestPipeline.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Compose;

/// <summary>Sends articles as a producer may and reads what is published as a reader may, each over a connection that comes back.</summary>
internal sealed class Newsroom(Project project)
{
    private const int Batch = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends articles, each until the broker has confirmed it.</summary>
    /// <param name="corpus">The articles.</param>
    /// <param name="numbers">Which.</param>
    /// <param name="rate">How many a second at most.</param>
    /// <param name="trace">Trace id of an article's sender; null for none.</param>
    public async Task Send(Corpus corpus, IEnumerable<int> numbers, int rate, Func<int, string>? trace = null)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds((double)Batch / rate));
        using var batches = numbers.Chunk(Batch).GetEnumerator();
        var more = batches.MoveNext();
        await Again(project.As("producer"), async (connection, token) =>
        {
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), token);
            // A batch that was not confirmed whole is sent again whole, under the same ids.
            for (; more; more = batches.MoveNext())
            {
                await Task.WhenAll(batches.Current.Select(number => Publish(channel, number, token).AsTask()));
                await clock.WaitForNextTickAsync(token);
            }
        });

        ValueTask Publish(IChannel channel, int number, CancellationToken token)
        {
            var properties = new BasicProperties { MessageId = corpus.Id(number), ContentType = "application/json", Persistent = true };
            if (trace is not null)
                properties.Headers = new Dictionary<string, object?> { ["traceparent"] = $"00-{trace(number)}-{Sender}-01" };
            return channel.BasicPublishAsync("intake", "", mandatory: true, properties, corpus.Article(number), token);
        }
    }

    /// <summary>Span id that senders name as the parent.</summary>
    public const string Sender = "00f067aa0ba902b7";

    /// <summary>Reads the stream until every submission is published.</summary>
    /// <param name="submissions">Ids under which they were submitted.</param>
    /// <param name="since">When the first of them was sent.</param>
    /// <param name="id">Which of the ids of an intake they are.</param>
    /// <returns>The last message of each, by the id it was submitted under.</returns>
    /// <exception cref="TimeoutException">Some are not; says which.</exception>
    public async Task<IReadOnlyDictionary<string, JsonNode>> Published(IReadOnlySet<string> submissions, DateTimeOffset since, string id = "messageId")
    {
        var last = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        try
        {
            await Again(project.As("reader"), async (connection, token) =>
            {
                last.Clear();
                await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
                await channel.BasicQosAsync(0, 500, global: false, token);
                var done = new TaskCompletionSource();
                connection.ConnectionShutdownAsync += (_, reason) =>
                {
                    done.TrySetException(new AlreadyClosedException(reason.Initiator == ShutdownInitiator.Application ? new(ShutdownInitiator.Application, 0, "") : reason));
                    return Task.CompletedTask;
                };
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += async (_, delivery) =>
                {
                    var message = JsonNode.Parse(delivery.Body.Span)!;
                    last[(string?)message["pipeline"]!["intake"]![id] ?? ""] = message;
                    await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, token);
                    if (submissions.IsSubsetOf(last.Keys))
                        done.TrySetResult();
                };
                await channel.BasicConsumeAsync("articles.stream", autoAck: false, "", false, false, new Dictionary<string, object?> { ["x-stream-offset"] = new AmqpTimestamp(since.ToUnixTimeSeconds()) }, consumer, token);
                await done.Task.WaitAsync(token);
            });
        }
        catch (OperationCanceledException)
        {
            var missing = submissions.Except(last.Keys).ToList();
            throw new TimeoutException($"{missing.Count} of {submissions.Count} not published within {Patience.TotalMinutes} minutes: {string.Join(' ', missing.Take(5))}");
        }
        return last;
    }

    /// <summary>Messages and consumers of a queue.</summary>
    public async Task<(uint Messages, uint Consumers)> Queue(string name)
    {
        await using var connection = await new ConnectionFactory { Uri = project.As("operator") }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclarePassiveAsync(name);
        return (queue.MessageCount, queue.ConsumerCount);
    }

    /// <summary>Whether the broker takes a user at all.</summary>
    public static async Task<bool> IsLetIn(Uri address)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
            return true;
        }
        catch (BrokerUnreachableException error) when (error.InnerException is AuthenticationFailureException or PossibleAuthenticationFailureException)
        {
            return false;
        }
    }

    private static async Task Again(Uri address, Func<IConnection, CancellationToken, Task> work)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await using var connection = await new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(deadline.Token);
                await work(connection, deadline.Token);
                return;
            }
            catch (Exception error) when (error is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or PublishException or IOException)
            {
                // The broker is being restarted: it does not tell when it is back.
                await Task.Delay(Pause, deadline.Token);
            }
        }
    }
}
