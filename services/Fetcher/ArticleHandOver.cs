using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Text;
using MassTransit;

namespace IngestPipeline.Fetcher;

/// <summary>From what was submitted or fetched to the message for the next stage, handed over.</summary>
internal sealed class ArticleHandOver(ClaimCheck claims, HandOver handOver, TimeProvider time) : IDisposable
{
    // Parsing is for the processor, fetching is waiting: a page that takes long to parse holds up no other's fetching.
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    /// <summary>The article of a submission with text or HTML.</summary>
    /// <exception cref="NoArticleException">There is no article in it.</exception>
    public Task Of(IPublishEndpoint endpoint, SubmitArticle submission, Intake intake, StageWork work, CancellationToken token) =>
        Give(endpoint, () => Articles.FromSubmission(submission, intake, time.GetUtcNow(), token), work, token);

    /// <summary>The article of a page.</summary>
    /// <exception cref="NoArticleException">There is no article in it.</exception>
    public Task Of(IPublishEndpoint endpoint, FetchPurpose purpose, Page page, StageWork work, CancellationToken token) =>
        Give(endpoint, () => Articles.FromPage(purpose, page, time.GetUtcNow(), token), work, token);

    public void Dispose() => cores.Dispose();

    private async Task Give(IPublishEndpoint endpoint, Func<Task<ArticleFetched>> find, StageWork work, CancellationToken token)
    {
        var article = await Find(find, token);
        work.Span?.SetTag(Names.Attributes.ArticleId, Ids.Uri(article.ArticleId));
        work.Span?.SetTag(Names.Attributes.IntakeKind, article.Intake.Kind);
        var fetched = await claims.CheckIn(article with { TraceParent = work.Span?.Id, Stages = [work.Details()] }, token);
        // The same submission gives the same id; another content of the same article does not.
        await handOver.Publish(endpoint, fetched, NameId.Of("hand-over", "fetcher", Ids.Uri(article.ArticleId), article.Headline, article.Text), token);
    }

    private async Task<ArticleFetched> Find(Func<Task<ArticleFetched>> find, CancellationToken token)
    {
        await cores.WaitAsync(token);
        try
        {
            using var span = Telemetry.Source.StartActivity(Names.Spans.Extract);
            var article = await find();
            span?.SetTag(Names.Attributes.ArticleSource, article.Source);
            span?.SetTag(Names.Attributes.ArticleUrl, article.CanonicalUrl?.Split('?')[0]);
            span?.SetTag(Names.Attributes.ArticleLanguage, article.Language);
            span?.SetTag(Names.Attributes.ExtractionMethod, article.Extraction.Method);
            span?.SetTag(Names.Attributes.PublishedSource, article.Times.PublishedSource);
            return article;
        }
        finally
        {
            cores.Release();
        }
    }
}
