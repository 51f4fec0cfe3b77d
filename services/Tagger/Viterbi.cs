namespace IngestPipeline.Tagger;

/// <summary>
/// The best legal sequence of labels of a sentence: first-order, exact. A name that is open must go on and a closed one cannot, so that few of the
/// 289 steps are possible. Cost: about 100 additions a token. Source: Viterbi 1967.
/// </summary>
internal static class Viterbi
{
    private static readonly byte[] Openers = [.. Enumerable.Range(0, Labels.Count).Where(Labels.Opens).Select(label => (byte)label)];
    private static readonly byte[] Closers = [.. Enumerable.Range(0, Labels.Count).Where(Labels.Closes).Select(label => (byte)label)];

    /// <param name="scores">Of each token each weighted label, <see cref="Labels.Weighted"/> a token.</param>
    /// <param name="steps">From label to label, <see cref="Labels.Count"/> squared, the label before first.</param>
    /// <param name="back">Room for <see cref="Labels.Count"/> a token.</param>
    /// <param name="labels">Takes the answer, one a token; not empty.</param>
    public static void Decode(ReadOnlySpan<int> scores, ReadOnlySpan<int> steps, Span<byte> back, Span<byte> labels)
    {
        Span<int> before = stackalloc int[Labels.Count];
        Span<int> now = stackalloc int[Labels.Count];
        before.Fill(int.MinValue / 2);
        before[Labels.Outside] = 0;
        for (var at = 0; at < labels.Length; at++)
        {
            Step(before, now, scores.Slice(at * Labels.Weighted, Labels.Weighted), steps, back.Slice(at * Labels.Count, Labels.Count));
            var other = before;
            before = now;
            now = other;
        }

        var best = Closers[0];
        foreach (var label in Closers)
            if (before[label] > before[best]) best = label;
        for (var at = labels.Length - 1; at >= 0; at--)
        {
            labels[at] = best;
            best = back[(at * Labels.Count) + best];
        }
    }

    private static void Step(ReadOnlySpan<int> before, Span<int> now, ReadOnlySpan<int> scores, ReadOnlySpan<int> steps, Span<byte> back)
    {
        foreach (var label in Openers)
        {
            var (best, from) = (int.MinValue, (byte)0);
            foreach (var closer in Closers)
            {
                var score = before[closer] + steps[(closer * Labels.Count) + label];
                if (score > best) (best, from) = (score, closer);
            }
            now[label] = best + (label == Labels.Outside ? 0 : scores[label]);
            back[label] = from;
        }

        for (var first = 0; first < Labels.Weighted; first += 4)
        {
            // Begin or inside, then inside or last.
            for (var label = first + 1; label <= first + 2; label++)
            {
                var (begin, inside) = (before[first] + steps[(first * Labels.Count) + label], before[first + 1] + steps[((first + 1) * Labels.Count) + label]);
                now[label] = Math.Max(begin, inside) + scores[label];
                back[label] = (byte)(begin >= inside ? first : first + 1);
            }
        }
    }
}
