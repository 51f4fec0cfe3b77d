namespace IngestPipeline.Deduplicator;

/// <summary>How many names and figures of the shorter of two texts the other has as well. Asked of what lies between the
/// first aligned run and the last: what stands before and after is another lead, or furniture of the page.</summary>
/// <param name="Names">0 to 1; 1 when there is none.</param>
/// <param name="Numbers">Likewise.</param>
/// <param name="Both">Of both together.</param>
internal readonly record struct SharedTelling(double Names, double Numbers, double Both)
{
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="runs">What they share, in order of <paramref name="a"/>.</param>
    public static SharedTelling Of(TextFeatures a, TextFeatures b, List<Run> runs)
    {
        if (runs.Count == 0)
            return new(0, 0, 0);
        int from = int.MaxValue, to = 0;
        var isFirst = a.Words.Count <= b.Words.Count;
        foreach (var run in runs)
        {
            var start = isFirst ? run.Start : run.OtherStart;
            (from, to) = (Math.Min(from, start), Math.Max(to, start + run.Length));
        }
        return isFirst ? Of(a, from, to, b) : Of(b, from, to, a);
    }

    private static SharedTelling Of(TextFeatures few, int from, int to, TextFeatures many)
    {
        int names = 0, sharedNames = 0, numbers = 0, sharedNumbers = 0;
        var seen = new HashSet<ulong>();
        for (var at = from; at < to; at++)
        {
            var word = few.Words[at];
            if (!few.Telling[at] || !seen.Add(word.Hash))
                continue;
            if (word.IsNumber)
            {
                numbers++;
                sharedNumbers += Array.BinarySearch(many.Numbers, word.Hash) >= 0 ? 1 : 0;
            }
            else
            {
                names++;
                sharedNames += Array.BinarySearch(many.Names, word.Hash) >= 0 ? 1 : 0;
            }
        }
        return new(Share(sharedNames, names), Share(sharedNumbers, numbers), Share(sharedNames + sharedNumbers, names + numbers));
    }

    private static double Share(int shared, int all) => all == 0 ? 1 : Containment.Of(shared, all);
}
