using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>What was found in a page. Each field stands on its own: null where the page has none.</summary>
internal sealed record ExtractedArticle
{
    /// <summary>The text and what was taken off it; the text is not empty.</summary>
    public required Furniture Body { get; init; }

    /// <summary><c>article</c>, <c>density</c>, <c>json-ld</c> or <c>stub</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Everything the page says beside its text.</summary>
    public required PageMetadata Metadata { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>An article, or why there is none.</summary>
/// <param name="Article">Null when there is none.</param>
/// <param name="Reason">Short and of few values: <c>empty</c>, <c>index</c>, <c>too-deep</c> and so on; null when there is an article.</param>
internal sealed record Extraction(ExtractedArticle? Article, string? Reason);

/// <summary>What a page says about its article.</summary>
internal sealed record PageMetadata
{
    public string? Title { get; init; }

    public IReadOnlyList<Author> Authors { get; init; } = [];

    public string? Byline { get; init; }

    /// <summary>As printed, with where it stood: <c>json-ld</c>, <c>meta</c>, <c>time-element</c> or <c>url</c>.</summary>
    public (string Raw, string Source)? Published { get; init; }

    public string? Modified { get; init; }

    /// <summary>As declared, not as found in the text.</summary>
    public string? Language { get; init; }

    public string? CanonicalUrl { get; init; }

    public string? SiteName { get; init; }

    public string? Summary { get; init; }

    public bool? IsAccessibleForFree { get; init; }

    /// <summary>Lead image, section and keywords; null when none is declared.</summary>
    public PageDetails? Details { get; init; }

    /// <summary>JSON-LD's own text, for when the page shows none.</summary>
    public string? ArticleBody { get; init; }

    /// <summary>Whether the page calls itself an article.</summary>
    public bool DeclaresArticle { get; init; }

    /// <summary>Whether the page calls itself a video or a gallery, and no article.</summary>
    public bool DeclaresVideo { get; init; }

    /// <summary>Field to the rule that gave it.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();
}
