namespace IngestPipeline.Contracts;

/// <summary>What a person or program publishes to the exchange <c>intake</c>, as a JSON object. At least one of
/// <see cref="Text"/>, <see cref="Html"/>, <see cref="Url"/> and <see cref="Page"/> is there; that is also their precedence.
/// Unknown fields are ignored.</summary>
public sealed record SubmitArticle
{
    /// <summary>Absolute http or https address. Beside text or html it only identifies the article.</summary>
    public string? Url { get; init; }

    /// <summary>A whole HTML page.</summary>
    public string? Html { get; init; }

    /// <summary>Plain text: paragraphs parted by blank lines, with or without the furniture of a news page.</summary>
    public string? Text { get; init; }

    /// <summary>Headline; goes before one found in the page or the text.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it, usually a host name. Default: the host of the URL; without one a source of its own.</summary>
    public string? Source { get; init; }

    /// <summary>ISO 8601, with or without time and offset; goes before one found in the page.</summary>
    public string? PublishedAt { get; init; }

    /// <summary>BCP 47 tag. A declaration is evidence, not a verdict.</summary>
    public string? Language { get; init; }

    /// <summary>The submitter's own identifier, unique within <see cref="Source"/>: the article's identity.</summary>
    public string? Id { get; init; }

    /// <summary>Id of a page that was fetched before and kept: everything after fetching is done again, as for what it was fetched for. Goes before
    /// all other fields.</summary>
    public Guid? Page { get; init; }
}
