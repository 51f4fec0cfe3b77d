using System.Text.RegularExpressions;
using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Which article a submission is.</summary>
/// <param name="ArticleId">Name-based, so that the same submission gives the same id.</param>
/// <param name="Rule"><c>id</c>, <c>url</c> or <c>content</c>.</param>
internal sealed partial record ArticleIdentity(Guid ArticleId, string Rule)
{
    /// <summary>The submitter's id within its source; else the canonical URL, unless it is a bare home page; else the content.</summary>
    public static ArticleIdentity Of(SubmitArticle submission, string? source, string? canonicalUrl, string headline, string text)
    {
        if (submission.Id is { Length: > 0 } id) return new(NameId.Of("article", "id", source ?? "", id), "id");
        if (canonicalUrl is not null && !CanonicalUrl.IsBareHomePage(canonicalUrl)) return new(NameId.Of("article", "url", CanonicalUrl.Key(canonicalUrl) ?? canonicalUrl), "url");
        return new(NameId.Of("article", "content", source ?? "", Fold(headline), Fold(text)), "content");
    }

    private static string Fold(string text) => Blanks().Replace(Normalize.ForReading(text), " ");

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
