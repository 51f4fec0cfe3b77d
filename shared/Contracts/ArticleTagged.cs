namespace IngestPipeline.Contracts;

/// <summary>The people, organisations and places of an article are known. Sent by the Tagger, one per
/// <see cref="ArticleDeduplicated"/>.</summary>
public sealed record ArticleTagged
{
    /// <summary>As the Deduplicator passed it on.</summary>
    public required ArticleFetched Article { get; init; }

    /// <summary>1 and up: one per changed content of one article.</summary>
    public required int Version { get; init; }

    /// <summary>As the Deduplicator decided.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Found names, by first mention, headline before body; may be empty.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }

    /// <summary>The stages passed so far, first first.</summary>
    public required IReadOnlyList<StageDetails> Stages { get; init; }
}
