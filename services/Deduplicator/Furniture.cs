namespace IngestPipeline.Deduplicator;

/// <summary>Words that a source sets round its articles: indexes into the words of the text, end exclusive.</summary>
internal readonly record struct FurnitureSpan(int Start, int End);

/// <summary>
/// Finds the words of a text that are its source's furniture, from those of its sampled 3-grams that recur at the source.
/// Sampled grams are anchors, one in eight: two furniture anchors or more with no other anchor between them are a span; a
/// single one is a phrase of the trade. A span reaches to the begin or end of the text when no other anchor lies between,
/// else half-way to the next, four words at most. Linear. Known weakness: a boundary is known to within those words, and
/// furniture of fewer than about twenty words often has fewer than two anchors and stays.
/// </summary>
internal static class Furniture
{
    private const int FewestAnchors = 2;
    private const int Margin = 4;

    /// <param name="words">In order of the text.</param>
    /// <param name="known">Sampled grams of the text that are furniture at its source; others do no harm.</param>
    /// <returns>In order, apart from one another; empty when nothing is furniture.</returns>
    public static List<FurnitureSpan> Of(IReadOnlyList<Word> words, IReadOnlySet<ulong> known)
    {
        var spans = new List<FurnitureSpan>();
        if (known.Count < FewestAnchors)
            return spans;
        int before = -1, first = -1, last = -1, anchors = 0;
        for (var at = 0; at + Shingles.Length <= words.Count; at++)
        {
            var gram = Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash);
            if (known.Contains(gram))
            {
                first = anchors++ == 0 ? at : first;
                last = at;
            }
            else if (Shingles.IsSampled(gram))
            {
                Close(at);
                (before, anchors) = (at, 0);
            }
        }
        Close(words.Count);
        return spans;

        void Close(int next)
        {
            if (anchors < FewestAnchors)
                return;
            var start = before < 0 ? 0 : first - Math.Min(Margin, Math.Max(0, first - before - Shingles.Length) / 2);
            var after = last + Shingles.Length;
            var end = next == words.Count ? next : Math.Min(after + Math.Min(Margin, Math.Max(0, next - after) / 2), words.Count);
            // The margins of two spans close by may meet.
            start = spans.Count > 0 ? Math.Max(start, spans[^1].End) : start;
            if (start < end)
                spans.Add(new(start, end));
        }
    }

    /// <returns>The words outside the spans, in order.</returns>
    public static List<Word> Without(List<Word> words, List<FurnitureSpan> spans)
    {
        if (spans.Count == 0)
            return words;
        var kept = new List<Word>(words.Count);
        var from = 0;
        foreach (var span in spans)
        {
            kept.AddRange(words.GetRange(from, span.Start - from));
            from = span.End;
        }
        kept.AddRange(words.GetRange(from, words.Count - from));
        return kept;
    }

    /// <param name="sample">A text's sampled grams, in order.</param>
    /// <param name="isAnchor">Whether one recurs at the source.</param>
    /// <returns>The anchors that stand in a row with enough others to make a span, in order: a few alone are a phrase.</returns>
    public static IEnumerable<ulong> Runs(ulong[] sample, Func<ulong, bool> isAnchor)
    {
        var from = 0;
        for (var at = 0; at <= sample.Length; at++)
        {
            if (at < sample.Length && isAnchor(sample[at]))
                continue;
            for (var anchor = from; at - from >= FewestAnchors && anchor < at; anchor++)
                yield return sample[anchor];
            from = at + 1;
        }
    }
}
