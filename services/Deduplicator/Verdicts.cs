using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>Reads verdicts as they are published: an article's groups, and the edges that speak for them.</summary>
internal static class Verdicts
{
    /// <param name="session">Sees the decisions.</param>
    /// <param name="texts">Has most of their texts at hand.</param>
    /// <param name="keys">Decided articles; others are left out.</param>
    /// <param name="known">Articles at hand, which need not be loaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Decided>> Read(IStoreSession session, Texts texts, IReadOnlyCollection<long> keys, IReadOnlyDictionary<long, ArticleFetched> known, CancellationToken cancellationToken)
    {
        var members = (await session.Members(keys, cancellationToken)).Where(member => member is { IsSuperseded: false, Decision: not null }).ToList();
        var findings = (await session.Findings([.. members.Where(member => member.Decision!.Groups.Relation != Relations.Unique).Select(member => member.Key)], cancellationToken))
            .Where(finding => finding.Edge.IsDerived || finding.Edge.Container is not null)
            .SelectMany(finding => new[] { (Key: finding.Edge.Left, Finding: finding), (Key: finding.Edge.Right, Finding: finding) })
            .ToLookup(pair => pair.Key, pair => pair.Finding);
        var groups = members.Select(member => member.Decision!.Groups).ToList();
        var others = groups.SelectMany(group => new[] { group.Representative, group.Family, group.Story }).Concat(findings.Select(group => group.Key)).Distinct().ToList();
        var ids = (await session.Members(others, cancellationToken)).Where(member => !member.IsSuperseded || groups.Exists(group => group.Story == member.Key))
            .ToDictionary(member => member.Key, member => member.ArticleId);
        var articles = (await session.Load([.. members.Select(member => member.Key).Concat(groups.Select(group => group.Representative)).Distinct().Where(key => !known.ContainsKey(key))], cancellationToken))
            .ToDictionary(stored => stored.Key, stored => stored.Article);
        var read = await texts.Get(session, members.Select(member => member.Key), cancellationToken);
        ArticleFetched Article(long key) => known.TryGetValue(key, out var article) ? article : articles[key];
        return [.. members.Select(member => new Decided(member.Key, Article(member.Key), member.Version,
            Of(member.Decision!, read[member.Key].Candidate.TextSha256, Article(member.Decision!.Groups.Representative), [.. findings[member.Key]], ids)))];
    }

    private static Verdict Of(Decision decision, string textSha256, ArticleFetched representative, IReadOnlyList<Finding> findings, IReadOnlyDictionary<long, Guid> ids)
    {
        // Relations point towards the head: a head that others derive from is related to nothing itself.
        var group = decision.Groups;
        var related = group.Relation == Relations.Unique ? [] : findings
            .Select(finding => (Finding: finding, Other: finding.Edge.Other(group.Key)))
            .Where(pair => ids.ContainsKey(pair.Other))
            .OrderByDescending(pair => pair.Other == group.Representative).ThenByDescending(pair => pair.Other == group.Family)
            .ThenByDescending(pair => pair.Finding.Edge.Strength).ThenBy(pair => ids[pair.Other])
            .ToList();
        return new()
        {
            Revision = decision.Revision,
            Relation = group.Relation,
            RepresentativeId = ids[group.Representative],
            CopyClusterId = $"c-{ids[group.Representative]:N}",
            FamilyId = $"f-{ids[group.Family]:N}",
            StoryId = $"s-{ids.GetValueOrDefault(group.Story, ids[group.Family]):N}",
            ClusterSize = group.ClusterSize,
            RelatedTo = [.. related.Select(pair => Relate.Text(pair.Finding, group.Key, ids[pair.Other]))],
            MatchedBy = related.Count == 0 ? null : related[0].Finding.Measures!.SameText ? "contentHash" : "containment",
            Algorithm = Comparison.Algorithm,
            ContentSha256 = textSha256,
            Originator = decision.Origin?.Originator,
            RepresentativeTraceParent = group.Representative == group.Key ? null : representative.TraceParent,
        };
    }
}
