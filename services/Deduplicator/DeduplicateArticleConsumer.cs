using System.Diagnostics;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Deduplicator;

/// <summary>Decide, in a batch with what arrives beside it → publish: the article, and every other whose groups changed.</summary>
internal sealed class DeduplicateArticleConsumer(Batches batches, ClaimCheck claims, HandOver handOver) : IConsumer<ArticleFetched>
{
    public async Task Consume(ConsumeContext<ArticleFetched> context)
    {
        using var span = Telemetry.Source.StartActivity(Names.Spans.Deduplicate);
        var (token, started) = (context.CancellationToken, Stopwatch.GetTimestamp());
        var article = await claims.Redeem(context.Message, token);

        var outcome = await batches.Decide(article, token);

        if (outcome.Own is { } own)
        {
            await Publish(own with { Article = own.Article with { Intake = article.Intake } });
            span.Describe(own);
        }
        foreach (var other in outcome.Others)
            await Publish(other);
        batches.HandedOver(outcome.Own is null ? outcome.Others : outcome.Others.Prepend(outcome.Own));
        span?.SetTag(Names.Attributes.Candidates, outcome.Candidates);
        span?.SetTag(Names.Attributes.Changed, outcome.Others.Count);
        Telemetry.Leave("deduplicator", outcome.Own?.Verdict.Relation ?? "superseded", started);

        Task Publish(Decided one) => HandOver(claims, handOver, context, one, started, token);
    }

    /// <summary>Hands one verdict to the next stage; again under the same id when it was handed over before.</summary>
    public static async Task HandOver(ClaimCheck claims, HandOver handOver, IPublishEndpoint endpoint, Decided one, long started, CancellationToken cancellationToken)
    {
        var message = Message(one, await claims.CheckIn(one.Article, cancellationToken), started);
        await handOver.Publish(endpoint, message, Ids.HandOver(Names.DeduplicateArticle, one.Article.ArticleId, one.Version, one.Verdict.Revision), cancellationToken);
    }

    private static ArticleDeduplicated Message(Decided decided, ArticleFetched article, long started) => new()
    {
        Article = article,
        Version = decided.Version,
        Verdict = decided.Verdict,
        Stages =
        [
            .. decided.Article.Stages,
            new StageDetails
            {
                Name = "deduplicator",
                Version = $"{Telemetry.Version}+{Comparison.Algorithm}",
                DurationMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            },
        ],
    };
}

internal sealed class DeduplicateArticleDefinition : ConsumerDefinition<DeduplicateArticleConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DeduplicateArticleConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // What is handled side by side is decided in one batch; the rest is the next one, already here.
        endpointConfigurator.ConcurrentMessageLimit = 256;
        endpointConfigurator.PrefetchCount = 512;
        endpointConfigurator.RetryPassingFaults();
        // Two versions of one article one after the other.
        consumerConfigurator.Message<ArticleFetched>(message => message.UsePartitioner(16, fetched => fetched.Message.ArticleId));
    }
}
