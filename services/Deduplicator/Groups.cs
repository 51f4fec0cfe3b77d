using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An article as grouping sees it.</summary>
internal sealed record Node(long Key, Guid ArticleId, DateTimeOffset? PublishedAt, int Words);

/// <summary>The groups of one article, by the keys of articles in them.</summary>
/// <param name="Centre">The longest of its copy cluster, which it is tied to; itself when it is taken in without that.</param>
/// <param name="Representative">The earliest published of its copy cluster.</param>
/// <param name="Family">The representative of the family's first cluster.</param>
internal sealed record Grouping(long Key, long Centre, long Representative, long Family, long Story, string Relation, int ClusterSize);

/// <summary>
/// Copy clusters and families, derived from the edges alone: the same articles and edges give the same groups in whatever
/// order they came. A cluster is a star round its longest text, in which its abridgements stand; longest first, each text
/// joins the centre it is tied to most strongly, or is one. Its representative is the earliest published. Round the
/// earliest itself, two cuts of one text would not meet (recall .89 against .94 on hand-labelled pairs). A family is a
/// star of clusters round the one most others are tied to. Never a transitive closure, which chains unrelated texts together (one false
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
    /// <param name="edges">Edges between them; of edges to others only those of round-ups to what they hold count.</param>
    /// <returns>One grouping an article, in <see cref="Order"/>; the story is the family's own.</returns>
    public static IReadOnlyList<Grouping> Of(IReadOnlyCollection<Node> nodes, IReadOnlyCollection<Edge> edges)
    {
        var ordered = nodes.Order(Order).Select(node => node.Key).ToList();
        var rank = ordered.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        var between = edges.Where(edge => rank.ContainsKey(edge.Left) && rank.ContainsKey(edge.Right)).ToList();
        var roundups = RoundUps(edges);
        var ties = between
            .Where(edge => edge.IsDerived && roundups.Contains(edge.Left) == roundups.Contains(edge.Right))
            .SelectMany(edge => new[] { (Key: edge.Left, Edge: edge), (Key: edge.Right, Edge: edge) })
            .ToLookup(pair => pair.Key, pair => pair.Edge);

        var longest = nodes.Order(Longest).Select(node => node.Key).ToList();
        var centres = Centres(longest, ties);
        var cluster = Adopted(longest, centres, ties);
        var members = ordered.ToLookup(key => cluster[key]);
        var first = members.ToDictionary(group => group.Key, group => group.First());
        var families = Families([.. ordered.Where(key => first[cluster[key]] == key)], cluster, centres, members, ties);
        return [.. ordered.Select(key => new Grouping(
            key, centres[key], first[cluster[key]], first[families[cluster[key]]], first[families[cluster[key]]],
            key != first[cluster[key]] ? Relate.To(Tie(key, first[cluster[key]], cluster, ties), key)
                : roundups.Contains(key) ? Relations.Composite
                : Relation(ties[key].Where(edge => families[cluster[edge.Other(key)]] == families[cluster[key]] && rank[edge.Other(key)] < rank[key])),
            members[cluster[key]].Count()))];
    }

    // What holds others and is yet near-identical with a text that holds none is that text with something added.
    private static HashSet<long> RoundUps(IReadOnlyCollection<Edge> edges)
    {
        var containers = edges.Select(edge => edge.Container).OfType<long>().ToHashSet();
        var copies = edges.Where(edge => edge.Kind == EdgeKind.Copy && containers.Contains(edge.Left) != containers.Contains(edge.Right))
            .Select(edge => containers.Contains(edge.Left) ? edge.Left : edge.Right).ToList();
        containers.ExceptWith(copies);
        return containers;
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

    // A text that stands alone is taken in by a cluster when it derives from the centre and is a copy of a member: of two
    // cuts of one text, the one that kept too little of it to be told from a rewrite.
    private static Dictionary<long, long> Adopted(List<long> longest, Dictionary<long, long> centres, ILookup<long, Edge> ties)
    {
        var sizes = centres.Values.CountBy(centre => centre).ToDictionary();
        var cluster = new Dictionary<long, long>(centres);
        foreach (var key in longest.Where(key => sizes.GetValueOrDefault(key) == 1))
        {
            var derived = ties[key].Select(edge => edge.Other(key)).ToHashSet();
            var nearest = ties[key]
                .Where(edge => edge.IsCopy && centres[edge.Other(key)] != edge.Other(key) && derived.Contains(centres[edge.Other(key)]))
                .OrderByDescending(edge => edge.Strength).ThenBy(edge => longest.IndexOf(edge.Other(key)))
                .FirstOrDefault();
            cluster[key] = nearest is null ? key : centres[nearest.Other(key)];
        }
        return cluster;
    }

    // Of each cluster to the first cluster of its family, which is a star round the cluster that most others are tied to:
    // round the earliest, two halves of one family part when it happens to be tied to one half only. A tie counts of which
    // one end is a centre: of members that are none, not all are compared with one another.
    private static Dictionary<long, long> Families(List<long> representatives, Dictionary<long, long> cluster, Dictionary<long, long> centres, ILookup<long, long> members, ILookup<long, Edge> ties)
    {
        var clusters = representatives.ConvertAll(key => cluster[key]);
        var rank = clusters.Select((one, index) => (one, index)).ToDictionary(pair => pair.one, pair => pair.index);
        var near = clusters.ToDictionary(one => one, one => members[one]
            .SelectMany(key => ties[key].Where(edge => centres[key] == key || centres[edge.Other(key)] == edge.Other(key)))
            .GroupBy(edge => cluster[edge.Left] == one ? cluster[edge.Right] : cluster[edge.Left], (other, edges) => (Cluster: other, Strength: edges.Max(edge => edge.Strength)))
            .Where(tie => tie.Cluster != one).ToList());
        var star = new Dictionary<long, long>();
        foreach (var one in clusters.OrderByDescending(one => near[one].Count).ThenBy(one => rank[one]))
        {
            star[one] = near[one].Where(tie => star.TryGetValue(tie.Cluster, out var middle) && middle == tie.Cluster)
                .OrderByDescending(tie => tie.Strength).ThenBy(tie => rank[tie.Cluster])
                .Select(tie => tie.Cluster).FirstOrDefault(one);
        }
        var first = clusters.GroupBy(one => star[one]).ToDictionary(group => group.Key, group => group.First());
        return clusters.ToDictionary(one => one, one => first[star[one]]);
    }

    // To the representative where the two are copies, else to the nearest copy in the cluster.
    private static Edge Tie(long key, long representative, Dictionary<long, long> cluster, ILookup<long, Edge> ties) => ties[key]
        .Where(edge => edge.IsCopy && cluster[edge.Other(key)] == cluster[key])
        .OrderByDescending(edge => edge.Other(key) == representative).ThenByDescending(edge => edge.Strength).ThenBy(edge => edge.Other(key))
        .First();

    private static string Relation(IEnumerable<Edge> earlier) =>
        earlier.Select(edge => edge.Kind == EdgeKind.Revision ? Relations.Revision : Relations.Rewrite).Order(StringComparer.Ordinal).FirstOrDefault(Relations.Unique);
}
