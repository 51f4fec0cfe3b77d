using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An article as grouping sees it.</summary>
internal sealed record Node(long Key, Guid ArticleId, DateTimeOffset? PublishedAt, int Words);

/// <summary>The groups of one article; each group bears the key of the article that heads it.</summary>
internal sealed record Grouping(long Key, long Representative, long Family, long Story, string Relation, int ClusterSize);

/// <summary>
/// Copy clusters, families and stories, derived from the edges alone: the same articles and edges give the same groups
/// in whatever order they came. Articles are taken earliest published first; each joins the strongest group whose head
/// it is tied to, or heads one of its own. Groups are stars around their heads, never transitive closures: closure
/// chains unrelated texts together (one false cluster of 859,091 documents in marin-community/marin #6854).
/// </summary>
internal static class Groups
{
    /// <param name="nodes">The articles, each once.</param>
    /// <param name="edges">Edges between them; others are ignored.</param>
    /// <returns>One grouping an article.</returns>
    public static IReadOnlyList<Grouping> Of(IReadOnlyCollection<Node> nodes, IReadOnlyCollection<Edge> edges)
    {
        // Undated texts after dated ones, the longer first: an abridgement seldom carries less furniture than its source.
        var ordered = nodes
            .OrderBy(node => node.PublishedAt is null).ThenBy(node => node.PublishedAt)
            .ThenByDescending(node => node.Words).ThenBy(node => node.ArticleId)
            .Select(node => node.Key).ToList();
        var rank = ordered.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        var ties = edges
            .Where(edge => rank.ContainsKey(edge.Left) && rank.ContainsKey(edge.Right))
            .SelectMany(edge => new[] { (Key: edge.Left, Edge: edge), (Key: edge.Right, Edge: edge) })
            .ToLookup(pair => pair.Key, pair => pair.Edge);

        var clusters = Clusters(ordered, ties, rank);
        var families = Families(ordered, clusters, ties, rank);
        var stories = StoriesOf(ordered, families, ties);
        var sizes = clusters.Values.CountBy(head => head).ToDictionary();
        return [.. ordered.Select(key => new Grouping(key, clusters[key], families[key], stories[families[key]],
            Relation(key, clusters[key], families, ties, rank), sizes[clusters[key]]))];
    }

    private static Dictionary<long, long> Clusters(List<long> ordered, ILookup<long, Edge> ties, Dictionary<long, int> rank)
    {
        var head = new Dictionary<long, long>();
        foreach (var key in ordered)
        {
            var nearest = ties[key]
                .Where(edge => IsCopy(edge) && head.TryGetValue(edge.Other(key), out var other) && other == edge.Other(key))
                .OrderByDescending(edge => edge.Strength).ThenBy(edge => rank[edge.Other(key)])
                .FirstOrDefault();
            head[key] = nearest?.Other(key) ?? key;
        }
        return head;
    }

    private static Dictionary<long, long> Families(List<long> ordered, Dictionary<long, long> clusters, ILookup<long, Edge> ties, Dictionary<long, int> rank)
    {
        // A cluster joins a family when any of its members derives from any member of the family's first cluster.
        var members = ordered.ToLookup(key => clusters[key]);
        var head = new Dictionary<long, long>();
        foreach (var cluster in ordered.Where(key => clusters[key] == key))
        {
            var nearest = members[cluster]
                .SelectMany(key => ties[key].Where(edge => edge.Kind != EdgeKind.Story)
                    .Select(edge => (edge.Strength, Cluster: clusters[edge.Other(key)])))
                .Where(tie => head.TryGetValue(tie.Cluster, out var family) && family == tie.Cluster)
                .OrderByDescending(tie => tie.Strength).ThenBy(tie => rank[tie.Cluster])
                .Select(tie => (long?)tie.Cluster).FirstOrDefault();
            head[cluster] = nearest ?? cluster;
        }
        return ordered.ToDictionary(key => key, key => head[clusters[key]]);
    }

    private static IReadOnlyDictionary<long, long> StoriesOf(List<long> ordered, Dictionary<long, long> families, ILookup<long, Edge> ties) => Stories.Of(
        [.. ordered.Where(key => families[key] == key)],
        ordered.SelectMany(key => ties[key]).Select(edge => new StoryEdge(families[edge.Left], families[edge.Right], edge.Cosine)));

    private static string Relation(long key, long representative, Dictionary<long, long> families, ILookup<long, Edge> ties, Dictionary<long, int> rank)
    {
        if (representative != key)
            return Relate.To(ties[key].First(edge => edge.Other(key) == representative), key);
        var earlier = ties[key]
            .Where(edge => edge.Kind != EdgeKind.Story && families[edge.Other(key)] == families[key] && rank[edge.Other(key)] < rank[key])
            .ToList();
        return earlier.Exists(edge => edge.Kind == EdgeKind.Revision) ? Relations.Revision
            : earlier.Count > 0 ? Relations.Rewrite
            : Relations.Unique;
    }

    private static bool IsCopy(Edge edge) => edge.Kind is EdgeKind.Copy or EdgeKind.Contained;
}
