namespace IngestPipeline.Deduplicator;

/// <summary>
/// Compares where one text has fewer than forty words: too few 3-grams for a share of them to mean much. Word pairs take
/// their place, and names and figures decide: an item of two sentences is its names and figures. Costs a sort of the
/// pairs. Known weakness: an item without names or figures is a copy only when nearly all its words stand.
/// </summary>
internal static class ShortItem
{
    private const int Below = 40, FewestWords = 6, FewestTelling = 2;
    private const double Same = 0.7, Within = 0.6, WithoutTelling = 0.85, TellingShared = 0.75;

    public static bool Is(TextFeatures text) => text.Words.Count < Below;

    /// <returns>What the two are, or null when it is no copy.</returns>
    public static EdgeKind? KindOf(TextFeatures a, TextFeatures b)
    {
        var (few, many) = a.Words.Count <= b.Words.Count ? (a, b) : (b, a);
        if (few.Words.Count < FewestWords)
            return null;
        var (pairs, others) = (Pairs(few), Pairs(many));
        var shared = Containment.Shared(pairs, others);
        var (within, back) = (Containment.Of(shared, pairs.Length), Containment.Of(shared, others.Length));
        if (!Agree(few.Numbers, many.Numbers, 1))
            return null;
        var isTelling = few.Names.Length + few.Numbers.Length >= FewestTelling;
        if (isTelling ? within < Within || !Agree(few.Names, many.Names, TellingShared) : within < WithoutTelling)
            return null;
        return Math.Min(within, back) >= Same && Agree(many.Numbers, few.Numbers, 1) ? EdgeKind.Copy : EdgeKind.Contained;
    }

    private static bool Agree(ulong[] few, ulong[] many, double share) => Containment.Shared(few, many) >= few.Length * share;

    private static ulong[] Pairs(TextFeatures text)
    {
        var pairs = new ulong[text.Words.Count - 1];
        for (var at = 0; at < pairs.Length; at++)
            pairs[at] = Hashing.Mix(text.Words[at].Hash ^ Hashing.Mix(text.Words[at + 1].Hash));
        Array.Sort(pairs);
        return [.. pairs.Distinct()];
    }
}
