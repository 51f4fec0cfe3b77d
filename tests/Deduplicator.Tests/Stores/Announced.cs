using System.Collections.Concurrent;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What the next stage keeps: of each article the last verdict, by version and revision.</summary>
internal sealed class Announced
{
    private readonly ConcurrentDictionary<Guid, Decided> _last = new();
    private readonly ConcurrentDictionary<(Guid, int, int), string> _groups = new();
    private readonly ConcurrentBag<string> _contradictions = [];

    public ICollection<Decided> Last => _last.Values;

    /// <summary>Two messages under one id that do not say the same.</summary>
    public IReadOnlyCollection<string> Contradictions => _contradictions;

    public void Add(Decided decided)
    {
        _last.AddOrUpdate(decided.Article.ArticleId, decided, (_, before) => Rank(before).CompareTo(Rank(decided)) > 0 ? before : decided);
        var before = _groups.GetOrAdd((decided.Article.ArticleId, decided.Version, decided.Verdict.Revision), Says(decided));
        if (before != Says(decided))
            _contradictions.Add($"{before} / {Says(decided)}");
    }

    /// <summary>The last verdicts of some articles.</summary>
    public IReadOnlyList<Decided> Of(IEnumerable<ArticleFetched> articles) => [.. articles.Select(article => _last[article.ArticleId])];

    /// <summary>All that a change of which is announced.</summary>
    public static string Says(Decided decided)
    {
        var verdict = decided.Verdict;
        return $"{decided.Article.SubmitterId} {decided.Version}.{verdict.Revision} {verdict.Relation} {verdict.CopyClusterId} {verdict.FamilyId} {verdict.StoryId} {Origin(verdict)}";
    }

    /// <summary>Whose text it is said to be.</summary>
    public static string Origin(Verdict verdict) => verdict.Originator is { } originator ? $"{originator.Kind} {originator.Name}" : "nobody";

    /// <returns>The groups of more than one, each as the sorted names of its articles.</returns>
    public static IReadOnlyList<string> Groups(IEnumerable<Decided> decided, Func<Verdict, string> group) => [.. decided
        .GroupBy(one => group(one.Verdict), one => one.Article.SubmitterId!).Where(names => names.Count() > 1)
        .Select(names => string.Join(' ', names.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];

    private static (int, int) Rank(Decided decided) => (decided.Version, decided.Verdict.Revision);
}
