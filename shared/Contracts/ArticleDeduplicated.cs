namespace IngestPipeline.Contracts;

/// <summary>It is known what an article is a copy of or derived from, and which story it belongs to. Sent by the
/// Deduplicator once per article version, and again whenever its groups change.</summary>
public sealed record ArticleDeduplicated
{
    /// <summary>The article as fetched when this version was first seen; only <c>Intake</c> is the latest submission's.</summary>
    public required ArticleFetched Article { get; init; }

    /// <summary>1 and up: one per changed content of one article.</summary>
    public required int Version { get; init; }

    /// <summary>The decision, with its evidence.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The stages passed so far, first first.</summary>
    public required IReadOnlyList<StageDetails> Stages { get; init; }
}
