namespace IngestPipeline.Fetcher;

/// <summary>One article that a feed or sitemap points to. Texts are plain, their white space single blanks.</summary>
internal sealed record FeedEntry
{
    /// <summary>Absolute http or https address as the feed gives it.</summary>
    public required Uri Url { get; init; }

    /// <summary>RSS <c>guid</c>, RDF <c>about</c>, Atom and JSON <c>id</c>, else the address.</summary>
    public required string Id { get; init; }

    /// <summary>At most 1,000 characters; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Names in their order, without mail addresses, at most 20; may be empty. One name may hold several people.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>As it is written, at most 100 characters.</summary>
    public string? PublishedRaw { get; init; }

    /// <summary>As it is written, at most 100 characters.</summary>
    public string? UpdatedRaw { get; init; }

    /// <summary>Null when it cannot be read or names no zone.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Null when it cannot be read or names no zone.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>At most 1,000 characters, cut where a word ends; null when there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>The entry's own language tag, else the feed's, as written.</summary>
    public string? Language { get; init; }

    /// <summary>Who published it according to the entry itself: RSS and Atom <c>source</c>, <c>news:name</c>; else null.</summary>
    public string? SourceName { get; init; }
}
