using IngestPipeline.Contracts;
using MassTransit;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>What lies on the broker between the stages. Type, dead-lettering and overflow of a queue are its arguments;
/// lengths and the delivery limit are policies, so that they can change while messages lie there.</summary>
internal static class WorkQueues
{
    /// <summary>Each service declares the queue it feeds, so that a hand-over finds it even if the next stage has never run.
    /// The broker delivers once to a queue that is reached by two bindings.</summary>
    public static void DeclareNextQueues(this IRabbitMqBusFactoryConfigurator bus)
    {
        bus.DeployPublishTopology = true;
        bus.FeedQueue<ArticleFetched>(Names.DeduplicateArticle);
        bus.FeedQueue<ArticleDeduplicated>(Names.TagArticle);
        bus.FeedQueue<ArticleTagged>(Names.PublishArticle);
        bus.Publish<PublishedArticle>(article =>
        {
            article.ExchangeType = ExchangeType.Topic;
            article.BindQueue(Names.Articles, Names.ArticlesStream, stream =>
            {
                stream.ExchangeType = ExchangeType.Topic;
                stream.RoutingKey = "#";
                stream.SetQueueArgument("x-queue-type", "stream");
            });
        });
    }

    /// <summary>Makes an endpoint's queue a work queue, with quarantine behind it and a way back from parking.</summary>
    public static void AsWorkQueue(this IRabbitMqReceiveEndpointConfigurator endpoint, string queue, bool alone)
    {
        endpoint.SetQuorumQueue();
        endpoint.KeepWhatItCannotPass();
        endpoint.BindDeadLetterQueue(Names.Quarantine, Names.Quarantine, Quarantine.AsQuarantine);
        if (!alone)
            endpoint.Bind(Names.Parked, parked => (parked.ExchangeType, parked.RoutingKey) = (ExchangeType.Direct, queue));
        endpoint.ConfigureChannel(channel => channel.UseExecuteAsync(Parking.Declare));
    }

    private static void FeedQueue<T>(this IRabbitMqBusFactoryConfigurator bus, string queue) where T : class =>
        bus.Publish<T>(message => message.BindQueue($"{typeof(T).Namespace}:{typeof(T).Name}", queue, binding =>
        {
            binding.SetQueueArgument("x-queue-type", "quorum");
            binding.SetQueueArgument("x-dead-letter-exchange", Names.Quarantine);
            binding.KeepWhatItCannotPass();
        }));

    private static void KeepWhatItCannotPass(this IRabbitMqQueueConfigurator queue)
    {
        queue.SetQueueArgument("x-overflow", "reject-publish");
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
    }
}
