using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An article as grouping sees it.</summary>
internal sealed record Node(long Key, Guid ArticleId, DateTimeOffset? PublishedAt, int Words);

/// <summary>The groups of one article, by the keys of articles in them.</summary>
/// <param name="Centre">The longest of its copy cluster, to which all the others are tied.</param>
/// <param name="Representative">The earliest published of its copy cluster.</param>
/// <param name="Family">The representative of the family's first cluster.</param>
internal sealed record Grouping(long Key, long Centre, long Representative, long Family, long Story, string Relation, int ClusterSize);

/// <summary>
/// Copy clusters and families, derived from the edges alone: the same articles and edges give the same groups in whatever
/// order they came. A cluster is a star round its longest text, in which its abridgements stand; longest first, each text
/// joins the centre it is tied to most strongly, or is one. Its representative is the earliest published. Round the
/// earliest itself, two cuts of one text would not meet (recall .89 against .94 on hand-labelled pairs). A family is a
/// star of clusters round the first. Never a transitive closure, which chains unrelated texts together (one false
/// cluster of 859,091 documents in marin-community/marin #6854). A round-up stands alone, with its copies at most: it
/// joins nothing that it contains, and ties nothing together.
/// </summary>
internal static class Groups
{
    /// <summary>Who comes first represents: the earliest published; undated texts after dated ones, the longer first,
    /// since an abridgement seldom carries less furniture than its source.</summary>
    public static readonly IComparer<Node> Order = Comparer<Node>.Create((one, other) =>
    {
        var order = (one.PublishedAt ?? DateTimeOffset.MaxValue).CompareTo(other.PublishedAt ?? DateTimeOffset.MaxValue);
        return order != 0 ? order : Longest!.Compare(one, other);
    });

    /// <summary>Who comes first is the centre: the longest.</summary>
    public static readonly IComparer<Node> Longest = Comparer<Node>.Create((one, other) =>
    {
        var order = other.Words.CompareTo(one.Words);
        return order != 0 ? order : one.ArticleId.CompareTo(other.ArticleId);
    });

    /// <param name="nodes">The articles, each once.</param>
    /// <param name="edges">Edges between them; others are ignored.</param>
    /// <returns>One grouping an article, in <see cref="Order"/>; the story is the family's own.</returns>
    public static IReadOnlyList<Grouping> Of(IReadOnlyCollection<Node> nodes, IReadOnlyCollection<Edge> edges)
    {
        var ordered = nodes.Order(Order).Select(node => node.Key).ToList();
        var rank = ordered.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        var between = edges.Where(edge => rank.ContainsKey(edge.Left) && rank.ContainsKey(edge.Right)).ToList();
        var roundups = between.Select(edge => edge.Container).OfType<long>().ToHashSet();
        var ties = between
            .Where(edge => edge.IsDerived && roundups.Contains(edge.Left) == roundups.Contains(edge.Right))
            .SelectMany(edge => new[] { (Key: edge.Left, Edge: edge), (Key: edge.Right, Edge: edge) })
            .ToLookup(pair => pair.Key, pair => pair.Edge);

        var centres = Centres([.. nodes.Order(Longest).Select(node => node.Key)], ties);
        var clusters = ordered.GroupBy(key => centres[key]).ToDictionary(cluster => cluster.Key, cluster => (First: cluster.First(), Members: cluster.ToList()));
        var families = Families(ordered, centres, clusters, ties, rank);
        return [.. ordered.Select(key => (Key: key, Cluster: clusters[centres[key]])).Select(one => new Grouping(
            one.Key, centres[one.Key], one.Cluster.First, families[centres[one.Key]], families[centres[one.Key]],
            one.Key != one.Cluster.First ? Relate.To(Tie(one.Key, one.Cluster.First, centres[one.Key], ties), one.Key)
                : roundups.Contains(one.Key) ? Relations.Composite
                : Relation(one.Key, centres, families, ties, rank),
            one.Cluster.Members.Count))];
    }

    private static Dictionary<long, long> Centres(List<long> longest, ILookup<long, Edge> ties)
    {
        var centre = new Dictionary<long, long>(longest.Count);
        var place = longest.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        foreach (var key in longest)
        {
            var nearest = ties[key]
                .Where(edge => edge.IsCopy && centre.TryGetValue(edge.Other(key), out var other) && other == edge.Other(key))
                .OrderByDescending(edge => edge.Strength).ThenBy(edge => place[edge.Other(key)])
                .FirstOrDefault();
            centre[key] = nearest?.Other(key) ?? key;
        }
        return centre;
    }

    // By centre, the representative of the family's first cluster.
    private static Dictionary<long, long> Families(List<long> ordered, Dictionary<long, long> centres, Dictionary<long, (long First, List<long> Members)> clusters,
        ILookup<long, Edge> ties, Dictionary<long, int> rank)
    {
        // A cluster joins a family by a tie between it and the family's first cluster of which one end is a centre: of
        // members that are none, not all are compared with one another.
        var first = new Dictionary<long, long>();
        foreach (var centre in ordered.Where(key => clusters[centres[key]].First == key).Select(key => centres[key]))
        {
            var nearest = clusters[centre].Members
                .SelectMany(key => ties[key].Where(edge => key == centre || centres[edge.Other(key)] == edge.Other(key))
                    .Select(edge => (edge.Strength, Centre: centres[edge.Other(key)])))
                .Where(tie => first.TryGetValue(tie.Centre, out var family) && family == tie.Centre)
                .OrderByDescending(tie => tie.Strength).ThenBy(tie => rank[clusters[tie.Centre].First])
                .Select(tie => (long?)tie.Centre).FirstOrDefault();
            first[centre] = nearest ?? centre;
        }
        return first.ToDictionary(pair => pair.Key, pair => clusters[pair.Value].First);
    }

    // To the representative where the two were compared, else to the centre.
    private static Edge Tie(long key, long representative, long centre, ILookup<long, Edge> ties) =>
        ties[key].FirstOrDefault(edge => edge.Other(key) == representative) ?? ties[key].First(edge => edge.Other(key) == centre);

    private static string Relation(long key, Dictionary<long, long> centres, Dictionary<long, long> families, ILookup<long, Edge> ties, Dictionary<long, int> rank)
    {
        var earlier = ties[key].Where(edge => families[centres[edge.Other(key)]] == families[centres[key]] && rank[edge.Other(key)] < rank[key]).ToList();
        return earlier.Exists(edge => edge.Kind == EdgeKind.Revision) ? Relations.Revision
            : earlier.Count > 0 ? Relations.Rewrite
            : Relations.Unique;
    }
}
