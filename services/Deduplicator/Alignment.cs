using System.Runtime.InteropServices;

namespace IngestPipeline.Deduplicator;

/// <summary>A run of words that two texts share: word positions in each, and how many words.</summary>
internal readonly record struct Run(int Start, int OtherStart, int Length);

/// <summary>
/// Aligned runs of at least three words that two texts share. Greedy tiling after Wise, "Running Karp-Rabin matching and
/// greedy string tiling" (1993), simplified: left to right, at each word the longest run whose words are still free in
/// the other text. Costs the length of the texts times how often a gram recurs. Known weakness: a run taken early can
/// cut a longer one that begins a word later.
/// </summary>
internal static class Alignment
{
    /// <returns>In order of <paramref name="a"/>; no word of either text lies in two runs.</returns>
    public static List<Run> Of(IReadOnlyList<Word> a, IReadOnlyList<Word> b)
    {
        var positions = Positions(b);
        var taken = new bool[b.Count];
        var runs = new List<Run>();
        for (var at = 0; at + Shingles.Length <= a.Count;)
        {
            var run = Longest(a, b, at, positions, taken);
            if (run.Length < Shingles.Length)
            {
                at++;
                continue;
            }
            runs.Add(run);
            taken.AsSpan(run.OtherStart, run.Length).Fill(true);
            at += run.Length;
        }
        return runs;
    }

    private static Run Longest(IReadOnlyList<Word> a, IReadOnlyList<Word> b, int at, Dictionary<ulong, List<int>> positions, bool[] taken)
    {
        var best = default(Run);
        if (!positions.TryGetValue(Hashing.Of(a[at].Hash, a[at + 1].Hash, a[at + 2].Hash), out var starts))
            return best;
        foreach (var start in starts)
        {
            var length = 0;
            while (at + length < a.Count && start + length < b.Count && !taken[start + length] && a[at + length].Hash == b[start + length].Hash)
                length++;
            if (length > best.Length)
                best = new(at, start, length);
        }
        return best;
    }

    private static Dictionary<ulong, List<int>> Positions(IReadOnlyList<Word> words)
    {
        var positions = new Dictionary<ulong, List<int>>(words.Count);
        for (var at = 0; at + Shingles.Length <= words.Count; at++)
        {
            var gram = Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash);
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(positions, gram, out _);
            (list ??= []).Add(at);
        }
        return positions;
    }
}
