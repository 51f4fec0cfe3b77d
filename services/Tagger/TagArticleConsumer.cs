using System.Diagnostics;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Tagger;

/// <summary>Find the names → publish. No state of its own: the same article gives the same entities.</summary>
internal sealed class TagArticleConsumer(ClaimCheck claims, HandOver handOver) : IConsumer<ArticleDeduplicated>
{
    private const string Rules = "rules.1";

    public async Task Consume(ConsumeContext<ArticleDeduplicated> context)
    {
        using var span = Telemetry.Source.StartActivity(Names.Spans.Tag);
        var (message, started) = (context.Message, Stopwatch.GetTimestamp());
        var article = await claims.Redeem(message.Article, context.CancellationToken);
        var day = (article.Times.PublishedAt ?? article.Times.FirstSeenAt).UtcDateTime;
        var entities = Entities.Find(article.Headline, article.Text, article.Language, DateOnly.FromDateTime(day));
        span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(article.ArticleId));
        span?.SetTag(Names.Attributes.EntityCount, entities.Count);
        span?.SetTag(Names.Attributes.PersonCount, entities.Count(entity => entity.Type == "PER"));
        span?.SetTag(Names.Attributes.LinkedCount, entities.Count(entity => entity.LinkStatus == "linked"));

        var tagged = new ArticleTagged
        {
            // As it came: a text too large for a message stays where it lies.
            Article = message.Article,
            Version = message.Version,
            Verdict = message.Verdict,
            Entities = entities,
            Stages =
            [
                .. message.Stages,
                new StageDetails { Name = "tagger", Version = $"{Telemetry.Version}+{Rules}", DurationMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds },
            ],
        };
        await handOver.Publish(context, tagged, Ids.HandOver(Names.TagArticle, article.ArticleId, message.Version, message.Verdict.Revision), context.CancellationToken);
        Telemetry.Leave("tagger", entities.Count == 0 ? "none" : "tagged", started);
    }
}

internal sealed class TagArticleDefinition : ConsumerDefinition<TagArticleConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TagArticleConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.ConcurrentMessageLimit = Environment.ProcessorCount;
        endpointConfigurator.PrefetchCount = Environment.ProcessorCount * 2;
        endpointConfigurator.RetryPassingFaults();
        // Two versions or revisions of one article one after the other.
        consumerConfigurator.Message<ArticleDeduplicated>(message => message.UsePartitioner(16, deduplicated => deduplicated.Message.Article.ArticleId));
    }
}
