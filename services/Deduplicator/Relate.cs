using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An edge as one of its ends sees it.</summary>
internal static class Relate
{
    /// <returns>What the article <paramref name="key"/> is to the other end: see <see cref="Relations"/>.</returns>
    public static string To(Edge edge, long key) => edge.Kind switch
    {
        EdgeKind.Copy => Relations.Copy,
        EdgeKind.Contained => In(edge, key) >= In(edge, edge.Other(key)) ? Relations.Abridged : Relations.Expanded,
        EdgeKind.Revision => Relations.Revision,
        EdgeKind.Composite or EdgeKind.CompositeOfPart => Relations.Composite,
        _ => Relations.Rewrite,
    };

    /// <summary>A finding as published for the article <paramref name="key"/>.</summary>
    public static RelatedText Text(Finding finding, long key, Guid other) => Text(finding.Edge, finding.Measures!, key, other);

    private static RelatedText Text(Edge edge, Measures measures, long key, Guid other) => new()
    {
        ArticleId = other,
        Relation = To(edge, key),
        Containment = Math.Round(In(edge, key), 4),
        ReverseContainment = Math.Round(In(edge, edge.Other(key)), 4),
        Similarity = Math.Round(measures.Similarity, 4),
        Evidence = measures.Evidence(),
        Passages = key == edge.Left
            ? measures.Passages
            : [.. measures.Passages.Select(run => new Passage(run.OtherStart, run.OtherEnd, run.Start, run.End)).OrderBy(run => run.Start)],
    };

    // Share of the article's own text that stands in the other.
    private static double In(Edge edge, long key) => key == edge.Left ? edge.LeftInRight : edge.RightInLeft;
}
