namespace IngestPipeline.Contracts;

/// <summary>One text that an article relates to, with the evidence.</summary>
public sealed record RelatedText
{
    /// <summary>The other article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>What this article is to that one: see <see cref="Relations"/>.</summary>
    public required string Relation { get; init; }

    /// <summary>Share of this text's word 3-grams found in that one, 0 to 1.</summary>
    public required double Containment { get; init; }

    /// <summary>Share of that text's word 3-grams found in this one, 0 to 1.</summary>
    public required double ReverseContainment { get; init; }

    /// <summary>Jaccard similarity of the two sets of word 3-grams, 0 to 1.</summary>
    public required double Similarity { get; init; }

    /// <summary>Short facts as <c>name:value</c>, for example <c>longestRun:41</c>.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Aligned runs of words that both texts share, in order of this text; may be empty.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];
}
