using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Tagger;

/// <summary>Find the names → publish. No state of its own: the same article gives the same entities.</summary>
internal sealed class TagArticleConsumer(ClaimCheck claims, HandOver handOver, TimeProvider time) : IConsumer<ArticleDeduplicated>
{
    /// <summary>What names were found with, as the message says: the trained model, or for languages without one the lists and rules alone.</summary>
    private const string Model = "model.2", RulesOnly = "rules.2";

    public Task Consume(ConsumeContext<ArticleDeduplicated> context)
    {
        var message = context.Message;
        return StageWork.Run("tagger", () => Telemetry.Source.StartActivity(Names.Spans.Tag), time.GetUtcNow() - message.Article.Intake.ReceivedAt, async work =>
        {
            work.Span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(message.Article.ArticleId));
            var article = await claims.Redeem(message.Article, context.CancellationToken);
            var day = (article.Times.PublishedAt ?? article.Times.FirstSeenAt).UtcDateTime;
            var entities = Entities.Find(article.Headline, article.Text, article.Language, DateOnly.FromDateTime(day));
            work.Span?.SetTag(Names.Attributes.EntityCount, entities.Count);
            work.Span?.SetTag(Names.Attributes.PersonCount, entities.Count(entity => entity.Type == "PER"));
            work.Span?.SetTag(Names.Attributes.LinkedCount, entities.Count(entity => entity.LinkStatus == "linked"));

            var tagged = new ArticleTagged
            {
                // As it came: a text too large for a message stays where it lies.
                Article = message.Article,
                Version = message.Version,
                Verdict = message.Verdict,
                Entities = entities,
                Stages = [.. message.Stages, work.Details(Entities.HasModel(article.Language) ? Model : RulesOnly)],
            };
            await handOver.Publish(context, tagged, Ids.HandOver(Names.TagArticle, article.ArticleId, message.Version, message.Verdict.Revision), context.CancellationToken);
            return entities.Count == 0 ? "none" : "tagged";
        });
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
