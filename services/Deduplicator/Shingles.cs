namespace IngestPipeline.Deduplicator;

/// <summary>
/// Word 3-grams of a text as a sorted set of hashes, and the sample of them that the index holds: the hashes below an
/// eighth of the range. A sample by value keeps containment unbiased, which bottom-k sketches and banded MinHash do not
/// (Broder 1997). At least eight are taken, so that short texts can be found at all.
/// </summary>
internal static class Shingles
{
    public const int Length = 3;
    private const ulong SampleBelow = ulong.MaxValue / 8;
    private const int SampleAtLeast = 8;

    /// <param name="words">In order of the text.</param>
    /// <param name="skip">Words that end a gram, for example those of quotations; null for none.</param>
    /// <returns>Distinct, ascending; empty when there are fewer than three words in a row.</returns>
    public static ulong[] Of(IReadOnlyList<Word> words, IReadOnlyList<bool>? skip = null)
    {
        var grams = new List<ulong>(words.Count);
        for (var at = 0; at + Length <= words.Count; at++)
        {
            if (skip is null || !(skip[at] || skip[at + 1] || skip[at + 2]))
                grams.Add(Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash));
        }
        grams.Sort();
        return [.. grams.Distinct()];
    }

    /// <returns>Whether the index holds the gram whatever text it stands in.</returns>
    public static bool IsSampled(ulong gram) => gram < SampleBelow;

    /// <param name="grams">Distinct, ascending.</param>
    /// <returns>The sampled ones, ascending.</returns>
    public static ReadOnlySpan<ulong> Sample(ulong[] grams)
    {
        var count = 0;
        while (count < grams.Length && (grams[count] < SampleBelow || count < SampleAtLeast))
            count++;
        return grams.AsSpan(0, count);
    }

    /// <returns>The sampled grams in order of the text, each at its first place.</returns>
    public static ulong[] InOrder(IReadOnlyList<Word> words, ReadOnlySpan<ulong> sample)
    {
        if (sample.Length == 0)
            return [];
        var (ordered, last, seen) = (new List<ulong>(sample.Length), sample[^1], new HashSet<ulong>(sample.Length));
        for (var at = 0; at + Length <= words.Count; at++)
        {
            var gram = Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash);
            if (gram <= last && seen.Add(gram))
                ordered.Add(gram);
        }
        return [.. ordered];
    }
}
