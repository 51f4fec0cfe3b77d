using System.Diagnostics;
using System.Text.Json;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Publisher;

/// <summary>Decide which event it is → write the message → hand it to the exchange → note that it left.</summary>
internal sealed class PublishArticleConsumer(PublicationStore publications, ClaimCheck claims, HandOver handOver, TimeProvider time) : IConsumer<ArticleTagged>
{
    public Task Consume(ConsumeContext<ArticleTagged> context) => StageWork.Run("publisher", () => Telemetry.Source.StartActivity(Names.Spans.Publish),
        time.GetUtcNow() - context.Message.Article.Intake.ReceivedAt, work => Publish(context, work));

    // Gives the event, or that a later one went before.
    private async Task<string> Publish(ConsumeContext<ArticleTagged> context, StageWork work)
    {
        var token = context.CancellationToken;
        var tagged = context.Message with { Article = await claims.Redeem(context.Message.Article, token) };
        var (articleId, version, revision) = (tagged.Article.ArticleId, tagged.Version, tagged.Verdict.Revision);
        work.Span.Describe(tagged);

        if (await publications.Announce(articleId, version, revision, time.GetUtcNow(), token) is not { } announcement)
            return "superseded";

        var eventId = EnrichedArticle.EventId(tagged, announcement);
        work.Span?.SetTag(Names.Attributes.Event, announcement.Event);
        work.Span?.SetTag(Names.Attributes.EventId, eventId);
        var message = EnrichedArticle.Of(tagged with { Stages = [.. tagged.Stages, work.Details()] }, announcement, Activity.Current?.TraceId.ToHexString() ?? new string('0', 32));
        await handOver.Publish(context, new PublishedArticle(), eventId, token, publish =>
        {
            publish.Serializer = new RawJsonSerializer(JsonSerializer.SerializeToUtf8Bytes(message, Json.Options));
            publish.SetRoutingKey(EnrichedArticle.RoutingKey(tagged, announcement));
            publish.Headers.Set(Names.TraceParent, Activity.Current?.Id);
            publish.Headers.Set(Names.SourceHeader, tagged.Article.Source);
            publish.Headers.Set(Names.ClusterHeader, tagged.Verdict.CopyClusterId);
            if (publish.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.BasicProperties.Timestamp = new(announcement.OccurredAt.ToUnixTimeSeconds());
        });
        await publications.HandedOver(articleId, version, revision, time.GetUtcNow(), token);
        return announcement.Event;
    }
}

internal sealed class PublishArticleDefinition : ConsumerDefinition<PublishArticleConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PublishArticleConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.ConcurrentMessageLimit = 16;
        endpointConfigurator.PrefetchCount = 32;
        endpointConfigurator.RetryPassingFaults();
        // Two revisions of one article one after the other, so that the later one is the last message.
        consumerConfigurator.Message<ArticleTagged>(message => message.UsePartitioner(16, tagged => tagged.Message.Article.ArticleId));
    }
}
