using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>From what was submitted, or fetched for it, to the article. Text goes before HTML, HTML before a page.</summary>
internal static class Articles
{
    /// <summary>The article of a submission that brings its own text or HTML.</summary>
    /// <param name="submission">With text or HTML.</param>
    /// <param name="intake">How it came in; only its kind is decided here.</param>
    /// <param name="now">The present.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="NoArticleException">There is no article in it.</exception>
    public static async Task<ArticleFetched> FromSubmission(SubmitArticle submission, Intake intake, DateTimeOffset now, CancellationToken token = default)
    {
        if (!string.IsNullOrWhiteSpace(submission.Text))
            return FetchedArticle.OfText(submission, Furniture.TakeOff(submission.Text, submission.Title), intake with { Kind = "text" }, now);

        var url = Uri.TryCreate(submission.Url, UriKind.Absolute, out var address) ? address : null;
        var extraction = await ArticleExtractor.Extract(submission.Html ?? "", url, token);
        return FetchedArticle.OfPage(submission, Found(extraction), intake with { Kind = "html" }, now);
    }

    /// <summary>The article of a page that was fetched.</summary>
    /// <param name="purpose">What it was fetched for.</param>
    /// <param name="page">What was fetched.</param>
    /// <param name="now">The present.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="NoArticleException">There is no article in it.</exception>
    public static async Task<ArticleFetched> FromPage(FetchPurpose purpose, Page page, DateTimeOffset now, CancellationToken token = default)
    {
        var plain = page.ContentType?.Equals("text/plain", StringComparison.OrdinalIgnoreCase) == true;
        var (text, charset) = Decode(page, plain);
        var fetched = new FetchedPage(FetchedArticle.Details(page, charset), page.FetchedAt, purpose.Evidence);
        if (plain) return FetchedArticle.OfText(purpose.Submission, Furniture.TakeOff(text, purpose.Submission.Title), purpose.Intake, now, fetched);

        var extraction = await ArticleExtractor.Extract(text, page.FinalUrl, token);
        return FetchedArticle.OfPage(purpose.Submission, Found(extraction), purpose.Intake, now, fetched);
    }

    private static (string Text, string Charset) Decode(Page page, bool plain)
    {
        try
        {
            return Decoding.Decode(page.Body.Span, page.Charset, html: !plain);
        }
        catch (UndecodableTextException undecodable)
        {
            throw new NoArticleException("undecodable", undecodable.Message);
        }
    }

    private static ExtractedArticle Found(Extraction extraction) => extraction.Article ?? throw new NoArticleException(extraction.Reason!, extraction.Reason switch
    {
        "index" => "The page is a list of links, not an article.",
        "error" => "The page says that something is missing or went wrong.",
        "consent" => "The page asks for consent and shows no article.",
        "login" => "The page asks for a login and shows no article.",
        "video" => "The page is a video or a gallery without a text.",
        "too-deep" => $"The page nests its elements deeper than {MarkupScan.MaxDepth} levels.",
        "too-many-tags" => $"The page has more than {MarkupScan.MaxTags} tags.",
        "too-slow" => "The page took too long to parse.",
        "too-short" => "The page has less text than an article.",
        _ => "The page has no text that could be an article.",
    });
}
