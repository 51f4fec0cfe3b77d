using IngestPipeline.Contracts;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>What lies on the broker between the stages. Type, dead-lettering and overflow of a queue are its arguments;
/// lengths and the delivery limit are policies, so that they can change while messages lie there.</summary>
internal static class WorkQueues
{
    private static readonly Dictionary<string, object?> None = [], Stream = new() { ["x-queue-type"] = "stream" }, WorkQueue = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-dead-letter-exchange"] = Names.Quarantine,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private static readonly Dictionary<Type, string> Takers = new()
    {
        [typeof(ArticleFetched)] = Names.DeduplicateArticle,
        [typeof(ArticleDeduplicated)] = Names.TagArticle,
        [typeof(ArticleTagged)] = Names.PublishArticle,
    };

    /// <summary>A service declares the queue it feeds, so that a hand-over finds it even if the next stage has never run.
    /// The broker delivers once to a queue that is reached by two bindings.</summary>
    public static async Task DeclareNext<T>(ChannelContext channel) where T : class
    {
        var work = Takers.TryGetValue(typeof(T), out var queue);
        var (exchange, type, key) = work ? ($"{typeof(T).Namespace}:{typeof(T).Name}", ExchangeType.Fanout, "") : (Names.Articles, ExchangeType.Topic, "#");
        queue ??= Names.ArticlesStream;
        await channel.ExchangeDeclare(exchange, type, durable: true, autoDelete: false, None);
        await channel.QueueDeclare(queue, durable: true, exclusive: false, autoDelete: false, work ? WorkQueue : Stream);
        await channel.QueueBind(queue, exchange, key, None);
        // Asks for the right to publish before a message needs it: the client does not always tell a refused publish from one that
        // nobody confirmed. Taking away a binding that is not there changes nothing, and wants the same right.
        await channel.Channel.ExchangeUnbindAsync(exchange, Names.Parked, "", None, cancellationToken: channel.CancellationToken);
    }

    /// <summary>Makes an endpoint's queue a work queue, with quarantine behind it and a way back from parking.</summary>
    public static void AsWorkQueue(this IRabbitMqReceiveEndpointConfigurator endpoint, string queue, bool alone)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-overflow", WorkQueue["x-overflow"]);
        endpoint.SetQueueArgument("x-dead-letter-strategy", WorkQueue["x-dead-letter-strategy"]);
        endpoint.BindDeadLetterQueue(Names.Quarantine, Names.Quarantine, Quarantine.AsQuarantine);
        if (!alone)
            endpoint.Bind(Names.Parked, parked => (parked.ExchangeType, parked.RoutingKey) = (ExchangeType.Direct, queue));
    }
}
