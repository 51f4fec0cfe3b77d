namespace IngestPipeline.Deduplicator;

/// <summary>Furniture of a page: what recurs there whatever the article.</summary>
internal static class Furniture
{
    /// <returns>The anchors that follow or precede another, in order of the text: one alone is a phrase.</returns>
    public static IEnumerable<ulong> Runs(IReadOnlyList<ulong> sample, Func<ulong, bool> isAnchor)
    {
        var anchors = sample.Select(isAnchor).ToList();
        for (var at = 0; at < anchors.Count; at++)
        {
            if (anchors[at] && ((at > 0 && anchors[at - 1]) || (at + 1 < anchors.Count && anchors[at + 1])))
                yield return sample[at];
        }
    }
}
