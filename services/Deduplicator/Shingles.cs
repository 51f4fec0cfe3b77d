using System.Buffers;
using System.Numerics;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// Word 3-grams of a text as a sorted set of hashes, and the sample of them that the index holds: the hashes below an
/// eighth of the range. A sample by value keeps containment unbiased, which bottom-k sketches and banded MinHash do not
/// (Broder 1997). At least 24 are taken, so that short texts find one another. Hashes are even, so they are sorted by
/// dealing them out by their leading bits, about one a place, in linear time; a crowded place is sorted on its own.
/// </summary>
internal static class Shingles
{
    public const int Length = 3;
    private const ulong SampleBelow = ulong.MaxValue / 8;
    private const int SampleAtLeast = 24;

    /// <param name="words">In order of the text.</param>
    /// <param name="skip">Words that end a gram, for example those of quotations; null for none.</param>
    /// <returns>Distinct, ascending; empty when there are fewer than three words in a row.</returns>
    public static ulong[] Of(IReadOnlyList<Word> words, IReadOnlyList<bool>? skip = null)
    {
        var most = words.Count - Length + 1;
        if (most <= 0)
            return [];
        var rented = ArrayPool<ulong>.Shared.Rent(2 * most);
        try
        {
            var grams = rented.AsSpan(0, most);
            grams = grams[..Hash(Words.Span(words), skip is null ? [] : skip as bool[] ?? [.. skip], grams)];
            var sorted = rented.AsSpan(most, grams.Length);
            Sort(grams, sorted);
            return Distinct(sorted);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
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
        var (ordered, seen, count) = (new ulong[sample.Length], new bool[sample.Length], 0);
        var span = Words.Span(words);
        for (var at = 0; at + Length <= span.Length; at++)
        {
            var gram = Hashing.Of(span[at].Hash, span[at + 1].Hash, span[at + 2].Hash);
            if (gram > sample[^1] || sample.BinarySearch(gram) is not (>= 0 and var place) || seen[place])
                continue;
            (seen[place], ordered[count++]) = (true, gram);
        }
        return ordered[..count];
    }

    private static int Hash(ReadOnlySpan<Word> words, ReadOnlySpan<bool> skip, Span<ulong> grams)
    {
        var count = 0;
        for (var at = 0; at < grams.Length; at++)
        {
            if (skip.IsEmpty || !(skip[at] || skip[at + 1] || skip[at + 2]))
                grams[count++] = Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash);
        }
        return count;
    }

    private static void Sort(ReadOnlySpan<ulong> grams, Span<ulong> sorted)
    {
        if (grams.IsEmpty)
            return;
        var bits = Math.Max(1, BitOperations.Log2((uint)grams.Length) + 1);
        var rented = ArrayPool<int>.Shared.Rent(1 << bits);
        var ends = rented.AsSpan(0, 1 << bits);
        ends.Clear();
        foreach (var gram in grams)
            ends[(int)(gram >> (64 - bits))]++;
        var total = 0;
        foreach (ref var end in ends)
            (end, total) = (total, total + end);
        foreach (var gram in grams)
            sorted[ends[(int)(gram >> (64 - bits))]++] = gram;
        var start = 0;
        foreach (var end in ends)
        {
            if (end - start > 1)
                Place(sorted[start..end]);
            start = end;
        }
        ArrayPool<int>.Shared.Return(rented);
    }

    // By insertion, as a place rarely has more than two or three.
    private static void Place(Span<ulong> grams)
    {
        const int Crowded = 16;
        if (grams.Length > Crowded)
        {
            grams.Sort();
            return;
        }
        for (var next = 1; next < grams.Length; next++)
        {
            var (gram, at) = (grams[next], next);
            for (; at > 0 && grams[at - 1] > gram; at--)
                grams[at] = grams[at - 1];
            grams[at] = gram;
        }
    }

    private static ulong[] Distinct(Span<ulong> sorted)
    {
        var count = 0;
        foreach (var gram in sorted)
        {
            if (count == 0 || sorted[count - 1] != gram)
                sorted[count++] = gram;
        }
        return sorted[..count].ToArray();
    }
}
