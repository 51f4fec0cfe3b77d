namespace IngestPipeline.Deduplicator;

/// <summary>What two texts are to each other, whichever came first.</summary>
internal enum EdgeKind
{
    /// <summary>Nothing any more: what spoke for more turned out to be furniture.</summary>
    None,

    /// <summary>Near-identical.</summary>
    Copy,

    /// <summary>The shorter stands in the longer: an abridgement, seen from the one; an expansion, seen from the other.</summary>
    Contained,

    /// <summary>Derived from one another or from one source, but reworded.</summary>
    Rewrite,

    /// <summary>One corrects the other.</summary>
    Revision,

    /// <summary>One is a round-up that holds the other: the one of which the smaller share is shared.</summary>
    Composite,

    /// <summary>One is a round-up that holds a part of the other, which is long: the round-up is the one of which the
    /// larger share is shared.</summary>
    CompositeOfPart,

    /// <summary>Written apart, about one event.</summary>
    Story,
}

/// <summary>One pair of texts as grouping sees it; <paramref name="Left"/> is the lower key.</summary>
/// <param name="LeftInRight">Share of the left text's 3-grams found in the right one.</param>
/// <param name="RightInLeft">Share of the right text's 3-grams found in the left one.</param>
/// <param name="Likeness">Of the events, 0 to 1: <see cref="StoryVector.Similarity"/>.</param>
internal sealed record Edge(long Left, long Right, EdgeKind Kind, double LeftInRight, double RightInLeft, double Likeness)
{
    /// <summary>How many hashes of the two were known as furniture when they were compared.</summary>
    public int Furniture { get; init; }

    /// <summary>True of what puts one text into the other's copy cluster.</summary>
    public bool IsCopy => Kind is EdgeKind.Copy or EdgeKind.Contained;

    /// <summary>True when one text comes of the other or both of a third.</summary>
    public bool IsDerived => Kind is EdgeKind.Copy or EdgeKind.Contained or EdgeKind.Rewrite or EdgeKind.Revision;

    /// <summary>Share of the shorter text that stands in the other.</summary>
    public double Strength => Math.Max(LeftInRight, RightInLeft);

    /// <summary>The round-up, when one of the two is a round-up that holds the other; else null.</summary>
    public long? Container => Kind switch
    {
        EdgeKind.Composite => LeftInRight < RightInLeft ? Left : Right,
        EdgeKind.CompositeOfPart => LeftInRight < RightInLeft ? Right : Left,
        _ => null,
    };

    /// <summary>The other end.</summary>
    public long Other(long key) => key == Left ? Right : Left;
}

/// <summary>An edge with the evidence for it; without any when it is none.</summary>
internal sealed record Finding(Edge Edge, Measures? Measures);
