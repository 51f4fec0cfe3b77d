namespace IngestPipeline.Deduplicator;

/// <summary>What two texts are to each other, whichever came first.</summary>
internal enum EdgeKind
{
    /// <summary>Near-identical.</summary>
    Copy,

    /// <summary>The shorter stands in the longer: an abridgement, seen from the one; an expansion, seen from the other.</summary>
    Contained,

    /// <summary>Derived from one another or from one source, but reworded.</summary>
    Rewrite,

    /// <summary>One corrects the other.</summary>
    Revision,

    /// <summary>Written apart, about one event.</summary>
    Story,
}

/// <summary>One pair of texts, compared; <paramref name="Left"/> is the lower key.</summary>
internal sealed record Edge(long Left, long Right, EdgeKind Kind, Measures Measures)
{
    /// <summary>Share of the shorter text that stands in the other.</summary>
    public double Strength => Math.Max(Measures.LeftInRight, Measures.RightInLeft);

    /// <summary>The other end.</summary>
    public long Other(long key) => key == Left ? Right : Left;
}
