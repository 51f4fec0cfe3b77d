namespace IngestPipeline.Deduplicator;

/// <summary>How alike the events of two families are.</summary>
/// <param name="Similarity">0 to 1: <see cref="StoryVector.Similarity"/> of their nearest members.</param>
internal readonly record struct StoryEdge(long Left, long Right, double Similarity);

/// <summary>
/// Families of texts that cover one event, from the strongest similarities between them. Agglomeration, the nearest two
/// groups first, while they are near enough by their own measure: a similarity is divided by how near the two families are
/// to their nearest (local scaling: Zelnik-Manor and Perona, "Self-tuning spectral clustering", 2004), because terse stories
/// hang together at .25 and detailed ones differ from their neighbours only above .4. Two groups are as near as the members
/// of the smaller are, on average, to their three nearest in the larger; that asks for no edges that were not kept. The
/// same edges give the same stories in any order. Cost: about edges · log edges, times the degree of the smaller group.
/// Known weakness: two events with the same people, months apart in the news, part by the five days between edges alone.
/// </summary>
internal static class Stories
{
    /// <summary>Fainter edges are not worth keeping.</summary>
    public const double EdgeFrom = 0.15;

    private const double From = 0.65;
    private const double LeastReach = 0.3, MostReach = 0.6;
    private const int Nearest = 3, Speakers = 6;

    /// <param name="families">Keys, each once, the earliest published first.</param>
    /// <param name="edges">Between families, in any order; the strongest of several counts, edges to others are ignored.</param>
    /// <returns>For each family the first family of its story.</returns>
    public static IReadOnlyDictionary<long, long> Of(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges) => Of(families, edges, From);

    internal static IReadOnlyDictionary<long, long> Of(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges, double from)
    {
        var groups = Grouped(Ties(families, edges), from);
        var stories = new Dictionary<long, long>(families.Count);
        foreach (var group in groups)
        {
            foreach (var member in group)
                stories[families[member]] = families[group[0]];
        }
        return stories;
    }

    // For each family the others it is tied to, by place in the order, with the scaled similarity.
    private static Dictionary<int, double>[] Ties(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges)
    {
        var places = new Dictionary<long, int>(families.Count);
        for (var place = 0; place < families.Count; place++)
            places[families[place]] = place;
        var ties = Array.ConvertAll(new int[families.Count], _ => new Dictionary<int, double>());
        foreach (var edge in edges)
        {
            if (edge.Left == edge.Right || !places.TryGetValue(edge.Left, out var left) || !places.TryGetValue(edge.Right, out var right))
                continue;
            ties[left][right] = ties[right][left] = Math.Max(edge.Similarity, ties[left].GetValueOrDefault(right));
        }
        var reach = Array.ConvertAll(ties, others => Math.Clamp(others.Values.DefaultIfEmpty().Max(), LeastReach, MostReach));
        for (var place = 0; place < ties.Length; place++)
        {
            foreach (var (other, similarity) in ties[place])
                ties[place][other] = similarity / Math.Sqrt(reach[place] * reach[other]);
        }
        return ties;
    }

    private static IEnumerable<List<int>> Grouped(Dictionary<int, double>[] ties, double from)
    {
        var members = new List<int>?[ties.Length];
        var near = new HashSet<int>[ties.Length];
        var of = new int[ties.Length];
        var queue = new PriorityQueue<(int One, int Other, int Sizes), (double, int, int)>();
        for (var place = 0; place < ties.Length; place++)
            (members[place], near[place], of[place]) = ([place], [.. ties[place].Keys], place);
        void Offer(int one, int other)
        {
            var (first, second) = one < other ? (one, other) : (other, one);
            var nearness = Nearness(members[first]!, first, members[second]!, second, ties, of);
            if (nearness >= from)
                queue.Enqueue((first, second, members[first]!.Count + members[second]!.Count), (-nearness, first, second));
        }

        for (var place = 0; place < ties.Length; place++)
        {
            foreach (var other in near[place].Where(other => other > place))
                Offer(place, other);
        }
        while (queue.TryDequeue(out var pair, out _))
        {
            // Groups only grow: a pair whose sizes differ from those when it was offered has been offered anew.
            if (members[pair.One] is not { } into || members[pair.Other] is not { } from2 || into.Count + from2.Count != pair.Sizes)
                continue;
            Merge(pair.One, pair.Other, members, near, of);
            foreach (var other in near[pair.One])
                Offer(pair.One, other);
        }
        return members.OfType<List<int>>();
    }

    // The group of the earlier first member goes on; so the first member of a group is always its earliest.
    private static void Merge(int one, int other, List<int>?[] members, HashSet<int>[] near, int[] of)
    {
        foreach (var member in members[other]!)
            of[member] = one;
        members[one]!.AddRange(members[other]!);
        members[other] = null;
        foreach (var third in near[other].Where(third => third != one))
        {
            near[third].Remove(other);
            near[third].Add(one);
            near[one].Add(third);
        }
        near[one].Remove(other);
        near[other] = [];
    }

    private static double Nearness(List<int> left, int leftGroup, List<int> right, int rightGroup, Dictionary<int, double>[] ties, int[] of) =>
        left.Count < right.Count ? Nearness(left, right.Count, rightGroup, ties, of)
        : left.Count > right.Count ? Nearness(right, left.Count, leftGroup, ties, of)
        : (Nearness(left, right.Count, rightGroup, ties, of) + Nearness(right, left.Count, leftGroup, ties, of)) / 2;

    // Of a large group only the six members that are nearest speak: the others have their kept edges among themselves.
    private static double Nearness(List<int> few, int many, int group, Dictionary<int, double>[] ties, int[] of)
    {
        var speakers = Math.Min(Speakers, few.Count);
        var nearest = Math.Min(Nearest, many);
        return few
            .Select(member => ties[member].Where(tie => of[tie.Key] == group).Select(tie => tie.Value).OrderDescending().Take(nearest).Sum() / nearest)
            .OrderDescending().Take(speakers).Sum() / speakers;
    }
}
