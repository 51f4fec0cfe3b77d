using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>The verdict on one article: its groups, and the edges that speak for them.</summary>
internal static class Verdicts
{
    /// <param name="group">The article's groups.</param>
    /// <param name="revision">0 and up.</param>
    /// <param name="textSha256">Of the article's text.</param>
    /// <param name="representativeTrace">Traceparent of the representative; null when the article is it.</param>
    /// <param name="edges">At least those of the article.</param>
    /// <param name="ids">Article ids by key, at least of the article's story.</param>
    public static Verdict Of(Grouping group, int revision, string textSha256, string? representativeTrace, IReadOnlyList<Edge> edges, IReadOnlyDictionary<long, Guid> ids)
    {
        // Relations point towards the head: a head that others derive from is related to nothing itself.
        var related = group.Relation == Relations.Unique ? [] : edges
            .Where(edge => (edge.Left == group.Key || edge.Right == group.Key) && edge.Kind != EdgeKind.Story && ids.ContainsKey(edge.Other(group.Key)))
            .OrderByDescending(edge => edge.Other(group.Key) == group.Representative)
            .ThenByDescending(edge => edge.Other(group.Key) == group.Family)
            .ThenByDescending(edge => edge.Strength).ThenBy(edge => ids[edge.Other(group.Key)])
            .Select(edge => (Edge: edge, Text: Relate.Text(edge, group.Key, ids[edge.Other(group.Key)])))
            .ToList();
        return new()
        {
            Revision = revision,
            Relation = group.Relation,
            RepresentativeId = ids[group.Representative],
            CopyClusterId = $"c-{ids[group.Representative]:N}",
            FamilyId = $"f-{ids[group.Family]:N}",
            StoryId = $"s-{ids[group.Story]:N}",
            ClusterSize = group.ClusterSize,
            RelatedTo = [.. related.Select(pair => pair.Text)],
            MatchedBy = related.Count == 0 ? null : related[0].Edge.Measures.SameText ? "contentHash" : "containment",
            Algorithm = Comparison.Algorithm,
            ContentSha256 = textSha256,
            RepresentativeTraceParent = representativeTrace,
        };
    }
}
