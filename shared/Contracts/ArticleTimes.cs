namespace IngestPipeline.Contracts;

/// <summary>The times of an article.</summary>
public sealed record ArticleTimes
{
    /// <summary>Publication as the publisher states it; null when unknown or refused.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary><c>second</c>, <c>minute</c>, <c>hour</c>, <c>day</c>, <c>month</c>, <c>year</c> or <c>unknown</c>.</summary>
    public string PublishedPrecision { get; init; } = "unknown";

    /// <summary><c>submitted</c>, <c>json-ld</c>, <c>meta</c>, <c>time-element</c>, <c>url</c>, <c>text</c> or <c>none</c>.</summary>
    public string PublishedSource { get; init; } = "none";

    /// <summary>The text the time was read from, kept also when it was refused.</summary>
    public string? PublishedRaw { get; init; }

    /// <summary>Last change as the publisher states it.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>When this system first saw the article, UTC.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When the page was fetched, UTC; null for submitted text or HTML.</summary>
    public DateTimeOffset? FetchedAt { get; init; }
}
