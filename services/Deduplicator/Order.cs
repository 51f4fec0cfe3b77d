namespace IngestPipeline.Deduplicator;

/// <summary>How much of what two texts share stands in the same order: the heaviest chain of runs that rises in both, by
/// the classic quadratic recurrence; texts share some dozens of runs at most, and beyond a bound the rest is left out.
/// Texts of one origin keep its order; reporters who use the same statement each have their own.</summary>
internal static class Order
{
    private const int MostRuns = 200;

    /// <param name="runs">In order of one text.</param>
    /// <returns>Words of the heaviest chain; 0 without runs.</returns>
    public static int Longest(List<Run> runs)
    {
        var count = Math.Min(runs.Count, MostRuns);
        Span<int> chains = stackalloc int[count];
        var longest = 0;
        for (var at = 0; at < count; at++)
        {
            var before = 0;
            for (var earlier = 0; earlier < at; earlier++)
            {
                if (runs[earlier].OtherStart < runs[at].OtherStart)
                    before = Math.Max(before, chains[earlier]);
            }
            chains[at] = before + runs[at].Length;
            longest = Math.Max(longest, chains[at]);
        }
        return longest;
    }
}
