using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>The verdict on one article: its groups, and the edges that speak for them.</summary>
internal static class Verdicts
{
    /// <param name="group">The article's groups.</param>
    /// <param name="revision">0 and up.</param>
    /// <param name="textSha256">Of the article's text.</param>
    /// <param name="representativeTrace">Traceparent of the representative; null when the article is it.</param>
    /// <param name="findings">Those of the article that are more than one story.</param>
    /// <param name="ids">Article ids by key, at least of the article's story.</param>
    public static Verdict Of(Grouping group, int revision, string textSha256, string? representativeTrace, IReadOnlyList<Finding> findings, IReadOnlyDictionary<long, Guid> ids)
    {
        // Relations point towards the head: a head that others derive from is related to nothing itself.
        var related = group.Relation == Relations.Unique ? [] : findings
            .Select(finding => (Finding: finding, Other: finding.Edge.Other(group.Key)))
            .Where(pair => ids.ContainsKey(pair.Other))
            .OrderByDescending(pair => pair.Other == group.Representative).ThenByDescending(pair => pair.Other == group.Family)
            .ThenByDescending(pair => pair.Finding.Edge.Strength).ThenBy(pair => ids[pair.Other])
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
            RelatedTo = [.. related.Select(pair => Relate.Text(pair.Finding, group.Key, ids[pair.Other]))],
            MatchedBy = related.Count == 0 ? null : related[0].Finding.Measures.SameText ? "contentHash" : "containment",
            Algorithm = Comparison.Algorithm,
            ContentSha256 = textSha256,
            RepresentativeTraceParent = representativeTrace,
        };
    }
}
