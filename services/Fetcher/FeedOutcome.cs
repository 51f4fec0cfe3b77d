namespace IngestPipeline.Fetcher;

/// <summary>What came of asking for a feed.</summary>
internal enum FeedOutcome
{
    /// <summary>It was read and has entries that were not known.</summary>
    Changed,

    /// <summary>It was read, or its server said that it is as before; nothing new.</summary>
    Unchanged,

    /// <summary>It could not be had or read.</summary>
    Failed,
}
