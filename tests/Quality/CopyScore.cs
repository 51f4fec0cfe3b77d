namespace IngestPipeline.Quality;

/// <summary>Where a document came out: its groups, and what its last message says it is to others.</summary>
internal sealed record Placed(string Cluster, string Family, string? Story, IReadOnlyDictionary<string, string> Relations);

/// <summary>
/// Pairs that share a copy cluster against labelled pairs. Right are pairs labelled <c>copy</c> or <c>abridged</c> and what
/// follows from them by way of a common original; wrong are all others, but <c>rewrite</c>, and pairs of one story that
/// nobody labelled, are left out of the count. A <c>roundup</c> is found by its relation <c>composite</c>, a <c>revision</c> by
/// its own, and both are wrong in one cluster; <c>independent</c> and <c>template</c> are right when nothing derives one from
/// the other; a <c>stranger</c> may be composed, and is shown but not counted.
/// </summary>
internal sealed class CopyScore
{
    private static readonly string[] Derived = ["copy", "abridged", "expanded", "rewrite"];
    private readonly IReadOnlyDictionary<string, Placed> _placed;
    private readonly Dictionary<(string, string), GoldPair> _gold;

    /// <param name="placed">By document; pairs of others are left out.</param>
    /// <param name="gold">A pair stands once; of two lines the last holds.</param>
    public CopyScore(IReadOnlyDictionary<string, Placed> placed, IEnumerable<GoldPair> gold)
    {
        (_placed, _gold) = (placed, []);
        foreach (var pair in gold.Where(pair => placed.ContainsKey(pair.IdA) && placed.ContainsKey(pair.IdB)))
            _gold[pair.Ids] = pair;
        var right = Closed(_gold.Values.Where(pair => IsClustered(pair.Label)).Select(pair => pair.Ids));
        var together = placed.GroupBy(document => document.Value.Cluster).SelectMany(cluster => Pairs([.. cluster.Select(document => document.Key)]));
        foreach (var pair in together)
        {
            var label = _gold.GetValueOrDefault(pair)?.Label;
            if (label is null ? right.Contains(pair) : IsClustered(label))
                RightPairs++;
            else if (label == "rewrite" || (label is null && placed[pair.Item1].Story is { } story && story == placed[pair.Item2].Story))
                OpenPairs++;
            else
                Wrong.Add(pair);
        }
        Classes = [.. _gold.Values.GroupBy(pair => pair.Class).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.First().Label, group.Count(), group.Count(IsFound)))];
        FalseComposites = placed.Sum(document => document.Value.Relations.Count(related => related.Value == "composite" && !Composes(document.Key, related.Key, right)));
    }

    public int RightPairs { get; }

    public int OpenPairs { get; }

    /// <summary>Pairs in one cluster that do not belong there.</summary>
    public List<(string, string)> Wrong { get; } = [];

    /// <summary>Relations <c>composite</c> to something that the gold does not find in the document.</summary>
    public int FalseComposites { get; }

    public IReadOnlyList<(string Name, string Label, int Pairs, int Found)> Classes { get; }

    public double Precision => Figures.Share(RightPairs, RightPairs + Wrong.Count);

    /// <summary>Of copies, abridgements and round-ups, each found in its own way.</summary>
    public double Recall
    {
        get
        {
            var wanted = _gold.Values.Where(pair => IsClustered(pair.Label) || pair.Label == GeneratedSet.Roundup).ToList();
            return Figures.Share(wanted.Count(IsFound), wanted.Count);
        }
    }

    public double FalsePairsPer1000 => 1000 * Figures.Share(Wrong.Count, _placed.Count);

    /// <summary>Derived (one family) against independent, over the pairs labelled by hand; null when none is independent.</summary>
    public (double Precision, double Recall)? Derivation
    {
        get
        {
            var labelled = _gold.Values.Where(pair => pair.Class == pair.Label && pair.Label is "copy" or "abridged" or "rewrite" or "independent" or "template").ToLookup(IsFamily);
            var right = labelled[true].Count(IsDerived);
            return !_gold.Values.Any(pair => pair.Label == "rewrite") ? null
                : (Figures.Share(right, labelled[true].Count()), Figures.Share(right, right + labelled[false].Count(IsDerived)));
        }
    }

    private static bool IsDerived(GoldPair pair) => pair.Label is not ("independent" or "template");

    private bool IsFamily(GoldPair pair) => _placed[pair.IdA].Family == _placed[pair.IdB].Family;

    // A label that nobody explained stands for a kind of copy, as a class of the recipe does.
    private static bool IsClustered(string label) => label is not (GeneratedSet.Roundup or GeneratedSet.Stranger or GeneratedSet.Revision or "rewrite" or "independent" or "template");

    private bool IsFound(GoldPair pair) => pair.Label switch
    {
        GeneratedSet.Roundup or GeneratedSet.Stranger => Is("composite", pair) && !IsTogether(pair),
        GeneratedSet.Revision => Is("revision", pair) && !IsTogether(pair),
        "rewrite" => IsFamily(pair),
        "independent" or "template" => !IsTogether(pair) && !Array.Exists(Derived, relation => Is(relation, pair)),
        _ => IsTogether(pair),
    };

    private bool IsTogether(GoldPair pair) => _placed[pair.IdA].Cluster == _placed[pair.IdB].Cluster;

    private bool Is(string relation, GoldPair pair) =>
        _placed[pair.IdA].Relations.GetValueOrDefault(pair.IdB) == relation || _placed[pair.IdB].Relations.GetValueOrDefault(pair.IdA) == relation;

    // Of an item that a round-up has, it has the copies too.
    private bool Composes(string roundup, string item, HashSet<(string, string)> right) =>
        _gold.Values.Any(pair => pair.Label is GeneratedSet.Roundup or GeneratedSet.Stranger && (pair.IdA == roundup || pair.IdB == roundup)
            && (pair.IdA == roundup ? pair.IdB : pair.IdA) is var known && (known == item || right.Contains(GoldPair.Of(known, item))));

    private static HashSet<(string, string)> Closed(IEnumerable<(string, string)> pairs)
    {
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        string Head(string id) => head.TryGetValue(id, out var next) && next != id ? Head(next) : id;
        foreach (var (one, other) in pairs)
        {
            (head[one], head[other]) = (head.GetValueOrDefault(one, one), head.GetValueOrDefault(other, other));
            head[Head(one)] = Head(other);
        }
        return [.. head.Keys.GroupBy(Head).SelectMany(group => Pairs([.. group]))];
    }

    private static IEnumerable<(string, string)> Pairs(IReadOnlyList<string> ids)
    {
        for (var one = 0; one < ids.Count; one++)
            for (var other = one + 1; other < ids.Count; other++)
                yield return GoldPair.Of(ids[one], ids[other]);
    }
}
