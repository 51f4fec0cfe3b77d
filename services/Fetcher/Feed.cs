namespace IngestPipeline.Fetcher;

/// <summary>What a feed or sitemap says.</summary>
internal sealed record Feed
{
    /// <summary><c>rss</c>, <c>rdf</c>, <c>atom</c>, <c>json</c>, <c>sitemap</c> or <c>sitemap-index</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Plain text, at most 1,000 characters; null when it says none. A sitemap has none.</summary>
    public string? Title { get; init; }

    /// <summary>Language tag as it is written; null when it says none.</summary>
    public string? Language { get; init; }

    /// <summary>Entries that have an address, in the order of the document, at most the 1,000 newest; may be empty.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Only of a sitemap index: the sitemaps it lists, those last modified first, at most 1,000.</summary>
    public IReadOnlyList<Uri> Sitemaps { get; init; } = [];

    /// <summary>How often the publisher wants it read: <c>ttl</c>, else <c>sy:updatePeriod</c> / <c>sy:updateFrequency</c>; above 0, at most 366 days.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether it breaks off, or stops being XML or JSON, before its end: there may have been more entries.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Entries that were left out because they have no http or https address.</summary>
    public int Dropped { get; init; }
}
