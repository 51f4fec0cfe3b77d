using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Text;
using MassTransit;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>Accept → fetch if need be → find the article → publish. What can never work is refused with its reason.</summary>
internal sealed class IntakeConsumer(PageClient pages, ClaimCheck claims, HandOver handOver, IOptions<FetcherOptions> options, TimeProvider time) : IConsumer<RawSubmission>
{
    public Task Consume(ConsumeContext<RawSubmission> context)
    {
        var delivery = Delivery.Of(context.ReceiveContext);
        return StageWork.Run("fetcher", () => delivery.StartActivity(Names.Spans.Accept), time.GetUtcNow() - delivery.SentAt, async work =>
        {
            work.Span?.SetTag(Names.Attributes.IntakeMessageId, delivery.MessageId);
            var submission = Submission.Read(context.ReceiveContext.Body.GetBytes(), delivery.ContentType, options.Value.MaxBodyBytes);
            var article = await Fetch(submission, delivery, context.CancellationToken);
            work.Span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(article.ArticleId));
            work.Span?.SetTag(Names.Attributes.IntakeKind, article.Intake.Kind);
            var fetched = await claims.CheckIn(article with { TraceParent = work.Span?.Id, Stages = [work.Details()] }, context.CancellationToken);
            await handOver.Publish(context, fetched, IdOf(article), context.CancellationToken);
            return "fetched";
        });
    }

    private async Task<ArticleFetched> Fetch(SubmitArticle submission, Delivery delivery, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity(Names.Spans.Fetch);
        var now = time.GetUtcNow();
        var intake = new Intake { Kind = "url", MessageId = delivery.MessageId, SubmittedBy = delivery.AppId, CorrelationId = delivery.CorrelationId, ReceivedAt = now };
        var article = submission.Text is null && submission.Html is null
            ? await Articles.FromPage(submission, await pages.Get(new Uri(submission.Url!), cancellationToken), intake, now, cancellationToken)
            : await Articles.FromSubmission(submission, intake, now, cancellationToken);

        span?.SetTag(Names.Attributes.ArticleSource, article.Source);
        span?.SetTag(Names.Attributes.ArticleUrl, article.CanonicalUrl?.Split('?')[0]);
        span?.SetTag(Names.Attributes.ArticleLanguage, article.Language);
        span?.SetTag(Names.Attributes.ExtractionMethod, article.Extraction.Method);
        span?.SetTag(Names.Attributes.PublishedSource, article.Times.PublishedSource);
        return article;
    }

    // The same submission gives the same id; another content of the same article does not.
    private static Guid IdOf(ArticleFetched article) => NameId.Of("hand-over", "fetcher", Ids.Uri(article.ArticleId), article.Headline, article.Text);
}

internal sealed class IntakeDefinition : ConsumerDefinition<IntakeConsumer>
{
    public IntakeDefinition() => EndpointName = Names.Intake;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<IntakeConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.TakeAnyBody();
        // Mostly waiting for other people's servers.
        endpointConfigurator.ConcurrentMessageLimit = 32;
        endpointConfigurator.PrefetchCount = 40;
        // A page that stays away was already retried around the call.
        endpointConfigurator.RetryPassingFaults(typeof(PageUnavailableException));
    }
}
