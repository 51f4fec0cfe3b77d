using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>Aligned runs as offsets into the texts, the longest of them in order of the left one.</summary>
internal static class Passages
{
    private const int From = 6, Most = 50;

    public static IReadOnlyList<Passage> Of(TextFeatures a, TextFeatures b, List<Run> runs)
    {
        var found = new List<Run>();
        foreach (var run in runs)
        {
            if (run.Length >= From)
                Split(a, b, run, found);
        }
        if (found.Count > Most)
        {
            found.Sort((one, other) => (other.Length, one.Start).CompareTo((one.Length, other.Start)));
            found.RemoveRange(Most, found.Count - Most);
            found.Sort((one, other) => one.Start.CompareTo(other.Start));
        }
        return found.ConvertAll(run => new Passage(
            a.Words[run.Start].Start, a.Words[run.Start + run.Length - 1].End,
            b.Words[run.OtherStart].Start, b.Words[run.OtherStart + run.Length - 1].End));
    }

    // Furniture in mid-text is no part of what is shared: a run that reaches over it is two passages.
    private static void Split(TextFeatures a, TextFeatures b, Run run, List<Run> found)
    {
        var from = 0;
        for (var at = 1; at <= run.Length && (a.HasFurniture || b.HasFurniture); at++)
        {
            if (at < run.Length && !a.IsAfterFurniture(run.Start + at) && !b.IsAfterFurniture(run.OtherStart + at))
                continue;
            if (at - from >= From)
                found.Add(new(run.Start + from, run.OtherStart + from, at - from));
            from = at;
        }
        if (!a.HasFurniture && !b.HasFurniture)
            found.Add(run);
    }
}
