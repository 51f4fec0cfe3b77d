namespace IngestPipeline.Deduplicator;

/// <summary>How near two families are.</summary>
internal readonly record struct Nearness(long One, long Other, double Similarity);

/// <summary>Families that cover one event: each joins the story of its nearest three.</summary>
internal static class Stories
{
    private const double StoryFrom = 0.30;
    private const int NearestFamilies = 3;

    /// <param name="families">By their heads, earliest first.</param>
    /// <param name="edges">Between them.</param>
    /// <returns>The first family of the story of each.</returns>
    public static Dictionary<long, long> Of(IReadOnlyList<long> families, IEnumerable<Nearness> edges)
    {
        var ties = edges.SelectMany(edge => new[] { edge, new Nearness(edge.Other, edge.One, edge.Similarity) }).ToLookup(edge => edge.One);
        var rank = families.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        var story = new Dictionary<long, long>();
        var inStory = new Dictionary<long, List<long>>();
        foreach (var family in families)
        {
            var cosines = ties[family].GroupBy(tie => tie.Other).ToDictionary(group => group.Key, group => group.Max(tie => tie.Similarity));
            var nearest = cosines.Keys.Where(story.ContainsKey).Select(other => story[other]).Distinct()
                .Select(head => (Head: head, Cosine: MeanOfNearest(inStory[head], cosines)))
                .Where(candidate => candidate.Cosine >= StoryFrom)
                .OrderByDescending(candidate => candidate.Cosine).ThenBy(candidate => rank[candidate.Head])
                .Select(candidate => (long?)candidate.Head).FirstOrDefault();
            story[family] = nearest ?? family;
            if (nearest is null)
                inStory[family] = [];
            inStory[story[family]].Add(family);
        }
        return story;
    }

    private static double MeanOfNearest(List<long> families, Dictionary<long, double> cosines) => families
        .Select(family => cosines.GetValueOrDefault(family)).OrderDescending().Take(NearestFamilies).Average();
}
