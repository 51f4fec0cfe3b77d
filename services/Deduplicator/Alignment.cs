using System.Buffers;
using System.Numerics;

namespace IngestPipeline.Deduplicator;

/// <summary>A run of words that two texts share: word positions in each, and how many words.</summary>
internal readonly record struct Run(int Start, int OtherStart, int Length);

/// <summary>
/// Aligned runs of at least three words that two texts share. Greedy tiling after Wise, "Running Karp-Rabin matching and
/// greedy string tiling" (1993), simplified: left to right in the shorter text, at each word the longest run whose words are
/// still free in the other. Costs the length of the texts times how often a gram recurs, which is counted up to a few
/// hundred. Known weakness: a run taken early can cut a longer one that begins a word later.
/// </summary>
internal static class Alignment
{
    // What recurs more often is no passage but a page that repeats itself; it would cost the square of its length.
    private const int MostRecurrences = 256;

    // Set in a place whose word lies in a run already.
    private const int Taken = int.MinValue;

    /// <returns>In order of <paramref name="a"/>; no word of either text lies in two runs. The same runs whichever of the
    /// two texts is named first.</returns>
    public static List<Run> Of(IReadOnlyList<Word> a, IReadOnlyList<Word> b)
    {
        var left = Words.Span(a);
        var right = Words.Span(b);
        if (IsInOrder(left, right))
            return Runs(left, right);
        var runs = Runs(right, left);
        for (var at = 0; at < runs.Count; at++)
            runs[at] = new(runs[at].OtherStart, runs[at].Start, runs[at].Length);
        runs.Sort((one, other) => one.Start.CompareTo(other.Start));
        return runs;
    }

    // By what the texts are, not by how they are named: the shorter first, of equals the one whose first other word hashes lower.
    private static bool IsInOrder(ReadOnlySpan<Word> a, ReadOnlySpan<Word> b)
    {
        if (a.Length != b.Length)
            return a.Length < b.Length;
        for (var at = 0; at < a.Length; at++)
        {
            if (a[at].Hash != b[at].Hash)
                return a[at].Hash < b[at].Hash;
        }
        return true;
    }

    private static List<Run> Runs(ReadOnlySpan<Word> a, ReadOnlySpan<Word> b)
    {
        var runs = new List<Run>();
        if (a.Length < Shingles.Length)
            return runs;
        var bits = BitOperations.Log2((uint)b.Length) + 1;
        // Where grams begin: the first place of each hash, and for each place the next of the same hash; one more, 0 for none.
        var rented = ArrayPool<int>.Shared.Rent((1 << bits) + b.Length);
        var first = rented.AsSpan(0, 1 << bits);
        var next = rented.AsSpan(1 << bits, b.Length);
        first.Clear();
        next.Clear();
        for (var at = b.Length - Shingles.Length; at >= 0; at--)
        {
            ref var head = ref first[Slot(b, at, bits)];
            (next[at], head) = (head, at + 1);
        }
        for (var at = 0; at + Shingles.Length <= a.Length;)
        {
            var run = Longest(a, b, at, first[Slot(a, at, bits)], next);
            if (run.Length < Shingles.Length)
            {
                at++;
                continue;
            }
            runs.Add(run);
            foreach (ref var place in next.Slice(run.OtherStart, run.Length))
                place |= Taken;
            at += run.Length;
        }
        ArrayPool<int>.Shared.Return(rented);
        return runs;
    }

    private static Run Longest(ReadOnlySpan<Word> a, ReadOnlySpan<Word> b, int at, int head, ReadOnlySpan<int> next)
    {
        var best = default(Run);
        for (var (place, looked) = (head, 0); place != 0 && looked < MostRecurrences; place = next[place - 1] & ~Taken, looked++)
        {
            var (start, length) = (place - 1, 0);
            while (at + length < a.Length && start + length < b.Length && next[start + length] >= 0 && a[at + length].Hash == b[start + length].Hash)
                length++;
            if (length > best.Length)
                best = new(at, start, length);
        }
        return best;
    }

    // Words are hashes already: adding them, each turned its own way, tells grams apart well enough to be looked up.
    private static int Slot(ReadOnlySpan<Word> words, int at, int bits) =>
        (int)(((words[at].Hash + BitOperations.RotateLeft(words[at + 1].Hash, 21) + BitOperations.RotateLeft(words[at + 2].Hash, 42)) * 0x9E3779B97F4A7C15UL) >> (64 - bits));
}
