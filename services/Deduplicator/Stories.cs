using System.Runtime.InteropServices;

namespace IngestPipeline.Deduplicator;

/// <summary>How alike the events of two families are.</summary>
/// <param name="Left">A family's key.</param>
/// <param name="Right">Another's.</param>
/// <param name="Similarity">0 to 1: <see cref="StoryVector.Similarity"/> of their nearest members.</param>
internal readonly record struct StoryEdge(long Left, long Right, double Similarity);

/// <summary>
/// Families of texts that cover one event, from the strongest similarities between them: the two nearest groups are joined
/// while they are near enough by their own measure. A similarity is divided by how near both families are to their nearest
/// (local scaling: Zelnik-Manor and Perona, "Self-tuning spectral clustering", 2004), since terse stories hang together at
/// .25 and detailed ones part from their neighbours only at .4. Groups are as near as the members of the smaller are, on
/// average, to their three nearest in the larger, which asks for no edge that was not kept. The same edges give the same
/// stories in any order. Cost: edges · log edges, times the members of the smaller group that speak (six) and their edges.
/// Known weakness: events with the same people and places, or the same form and no figures, part by the time window alone.
/// </summary>
internal static class Stories
{
    /// <summary>Fainter edges are not worth keeping.</summary>
    public const double EdgeFrom = 0.15;

    // Anywhere from .58 to .72 F1 of the development set stays between .92 and .945, with all edges, twelve or six of each.
    private const double From = 0.65;
    private const double LeastReach = 0.3, MostReach = 0.6;

    /// <param name="families">Keys, each once, the earliest published first.</param>
    /// <param name="edges">Between families, in any order; the strongest of several counts, edges to others are ignored.</param>
    /// <returns>For each family the first family of its story.</returns>
    public static IReadOnlyDictionary<long, long> Of(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges) => Of(families, edges, From);

    /// <inheritdoc cref="Of(IReadOnlyList{long}, IEnumerable{StoryEdge})"/>
    /// <param name="from">Nearness from which groups are joined, 0 to 1.</param>
    internal static IReadOnlyDictionary<long, long> Of(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges, double from)
    {
        var stories = new Dictionary<long, long>(families.Count);
        foreach (var group in new StoryGroups(Ties(families, edges), from).Joined())
        {
            foreach (var member in group)
                stories[families[member]] = families[group[0]];
        }
        return stories;
    }

    // For each family, by its place in the order, the others it is tied to, the nearest first.
    private static Tie[][] Ties(IReadOnlyList<long> families, IEnumerable<StoryEdge> edges)
    {
        var places = new Dictionary<long, int>(families.Count);
        for (var place = 0; place < families.Count; place++)
            places[families[place]] = place;
        var similarities = new Dictionary<(int, int), double>();
        foreach (var edge in edges)
        {
            if (edge.Left == edge.Right || !places.TryGetValue(edge.Left, out var left) || !places.TryGetValue(edge.Right, out var right))
                continue;
            ref var similarity = ref CollectionsMarshal.GetValueRefOrAddDefault(similarities, left < right ? (left, right) : (right, left), out _);
            similarity = Math.Max(similarity, edge.Similarity);
        }

        var (reach, degrees) = (new double[families.Count], new int[families.Count]);
        Array.Fill(reach, LeastReach);
        foreach (var ((one, other), similarity) in similarities)
        {
            reach[one] = Math.Clamp(similarity, reach[one], MostReach);
            reach[other] = Math.Clamp(similarity, reach[other], MostReach);
            degrees[one]++;
            degrees[other]++;
        }
        var ties = Array.ConvertAll(degrees, degree => new Tie[degree]);
        foreach (var ((one, other), similarity) in similarities)
        {
            var nearness = similarity / Math.Sqrt(reach[one] * reach[other]);
            ties[one][--degrees[one]] = new(other, nearness);
            ties[other][--degrees[other]] = new(one, nearness);
        }
        foreach (var own in ties)
            Array.Sort(own, (tie, next) => tie.Nearness != next.Nearness ? next.Nearness.CompareTo(tie.Nearness) : tie.Other.CompareTo(next.Other));
        return ties;
    }
}
