using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Deduplicator;

/// <summary>Decide, in a batch with what arrives beside it → publish: the article, and every other whose groups changed.</summary>
internal sealed class DeduplicateArticleConsumer(Batches batches, ClaimCheck claims, HandOver handOver, TimeProvider time) : IConsumer<ArticleFetched>
{
    public Task Consume(ConsumeContext<ArticleFetched> context) => StageWork.Run("deduplicator", () => Telemetry.Source.StartActivity(Names.Spans.Deduplicate),
        time.GetUtcNow() - context.Message.Intake.ReceivedAt, async work =>
    {
        work.Span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(context.Message.ArticleId));
        var token = context.CancellationToken;
        var article = await claims.Redeem(context.Message, token);

        var outcome = await batches.Decide(article, token);

        if (outcome.Own is { } own)
        {
            work.Span.Describe(own);
            await Publish(own with { Article = own.Article with { Intake = article.Intake } });
        }
        foreach (var other in outcome.Others)
            await Publish(other);
        batches.HandedOver(outcome.Own is null ? outcome.Others : outcome.Others.Prepend(outcome.Own));
        work.Span?.SetTag(Names.Attributes.Candidates, outcome.Candidates);
        work.Span?.SetTag(Names.Attributes.Changed, outcome.Others.Count);
        return outcome.Own?.Verdict.Relation ?? "superseded";

        Task Publish(Decided one) => HandOver(claims, handOver, context, one, work.Details(Comparison.Algorithm), token);
    });

    /// <summary>Hands one verdict to the next stage; again under the same id when it was handed over before.</summary>
    public static async Task HandOver(ClaimCheck claims, HandOver handOver, IPublishEndpoint endpoint, Decided one, StageDetails stage, CancellationToken cancellationToken)
    {
        var message = new ArticleDeduplicated
        {
            Article = await claims.CheckIn(one.Article, cancellationToken),
            Version = one.Version,
            Verdict = one.Verdict,
            Stages = [.. one.Article.Stages, stage],
        };
        await handOver.Publish(endpoint, message, Ids.HandOver(Names.DeduplicateArticle, one.Article.ArticleId, one.Version, one.Verdict.Revision), cancellationToken);
    }
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
