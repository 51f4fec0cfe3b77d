using System.Diagnostics;
using System.Text.Json;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Publisher;

/// <summary>Decide which event it is → write the message → hand it to the exchange → note that it left.</summary>
internal sealed class PublishArticleConsumer(PublicationStore publications, ClaimCheck claims, HandOver handOver, TimeProvider time) : IConsumer<ArticleTagged>
{
    public async Task Consume(ConsumeContext<ArticleTagged> context)
    {
        using var span = Telemetry.Source.StartActivity(Names.Spans.Publish);
        var (token, started) = (context.CancellationToken, Stopwatch.GetTimestamp());
        var tagged = context.Message with { Article = await claims.Redeem(context.Message.Article, token) };
        var (articleId, version, revision) = (tagged.Article.ArticleId, tagged.Version, tagged.Verdict.Revision);
        span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(articleId));
        span?.SetTag(Names.Attributes.ArticleVersion, version);
        span?.SetTag(Names.Attributes.VerdictRevision, revision);

        if (await publications.Announce(articleId, version, revision, time.GetUtcNow(), token) is not { } announcement)
        {
            Telemetry.Leave("publisher", "superseded", started);
            return;
        }

        var eventId = EnrichedArticle.EventId(tagged, announcement);
        span?.SetTag(Names.Attributes.Event, announcement.Event);
        span?.SetTag(Names.Attributes.EventId, eventId);
        var stage = new StageDetails { Name = "publisher", Version = Telemetry.Version, DurationMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        var message = EnrichedArticle.Of(tagged with { Stages = [.. tagged.Stages, stage] }, announcement, Activity.Current?.TraceId.ToHexString() ?? new string('0', 32));
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
        Telemetry.Leave("publisher", announcement.Event, started);
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
