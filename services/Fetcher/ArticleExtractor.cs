using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IngestPipeline.Fetcher;

/// <summary>Finds the article in a page.</summary>
/// <remarks>
/// Scan, parse once, read the metadata, find the body by the density of its prose, write it out, take the furniture off. When that gives less than
/// 250 characters: without judging classes, then JSON-LD's own text, then the summary as a stub. Linear after the parser.
/// Weakness: pages whose text only a script brings.
/// </remarks>
internal static class ArticleExtractor
{
    private const int Enough = 250;
    // What is small cannot take long, but a process that has just begun, on a busy machine, is slow with anything.
    private const int SmallPage = 100_000;
    private static readonly TimeSpan SmallTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ParseTime = TimeSpan.FromSeconds(1.5);
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = false });

    /// <summary>Extracts.</summary>
    /// <param name="html">The page, decoded.</param>
    /// <param name="url">Its address; null when unknown.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="token"/> asked for it.</exception>
    public static async Task<Extraction> Extract(string html, Uri? url, CancellationToken token = default)
    {
        if (MarkupScan.Refusal(html) is { } refusal) return new Extraction(null, refusal);

        // Only a bound against hostile markup, so the wall clock may do.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(html.Length < SmallPage ? SmallTime : ParseTime);
        try
        {
            using var document = await Parser.ParseDocumentAsync(html, limit.Token);
            return Read(document, url, limit.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return new Extraction(null, "too-slow");
        }
    }

    private static Extraction Read(IHtmlDocument document, Uri? url, CancellationToken token)
    {
        if (document.DocumentElement is null || document.Body is null) return new Extraction(null, "empty");
        var page = PageTree.Of(document.DocumentElement, token);
        var facts = PageFacts.Of(page);
        var metadata = new MetadataReader(facts, url).Read();
        var tree = page.Sub(document.Body);
        var selection = BodyFinder.Find(tree, relaxed: false);
        var written = BlockText.Of(selection);
        var method = selection.Roots.Any(root => tree.Nodes[root] is AngleSharp.Dom.IElement { LocalName: "article" }) ? "article" : "density";
        if (Length(written) < Enough)
        {
            var relaxed = BodyFinder.Find(tree, relaxed: true);
            var again = BlockText.Of(relaxed);
            if (Length(again) > 2 * Length(written)) (selection, written) = (relaxed, again);
        }

        var paragraphs = written.Paragraphs;
        var warnings = new List<string>();
        if (Length(written) < Enough && metadata.ArticleBody is { } own && own.Length > Length(written))
        {
            (paragraphs, method) = (Paragraphs.Of(own), "json-ld");
        }
        else if (paragraphs.Count == 0 && metadata is { Summary: { Length: > 80 } summary, DeclaresArticle: true })
        {
            (paragraphs, method) = ([summary], "stub");
            warnings.Add("stub");
        }

        if ((PageKind.Of(facts, metadata, paragraphs) ?? Reason(paragraphs, selection, metadata)) is { } reason) return new Extraction(null, reason);
        if (metadata.IsAccessibleForFree == false && paragraphs.Sum(p => p.Length) < 800) warnings.Add("paywall");
        var body = Furniture.TakeOff(paragraphs, metadata.Title, token);
        if (body.Text.Length == 0) return new Extraction(null, "empty");
        return new Extraction(
            new ExtractedArticle
            {
                Body = body with { Captions = [.. body.Captions.Concat(written.Captions).Distinct(StringComparer.Ordinal).Take(50)] },
                Method = method,
                Metadata = metadata,
                Warnings = warnings,
            },
            null);
    }

    private static int Length(BlockText written) => written.Paragraphs.Sum(paragraph => paragraph.Length);

    private static string? Reason(List<string> paragraphs, BodySelection selection, PageMetadata metadata)
    {
        var length = paragraphs.Sum(paragraph => paragraph.Length);
        if (length == 0) return "empty";
        if (metadata.DeclaresArticle || length >= 600) return null;
        if (selection.LinkShare > 0.6 && length < 400) return "index";
        return length < 60 ? "too-short" : null;
    }
}
