namespace IngestPipeline.Deduplicator;

/// <summary>
/// Whether a text is a round-up that holds another, told from the two alone: the item, or much of it, stands in one
/// region of the container, and the rest of the container is long and about something else. An expansion of a story has
/// a rest about the same. Costs a sort of the rest's words; only asked where the shares are lopsided. Known weakness:
/// furniture that is not yet known looks the same, up to a share that furniture seldom has.
/// </summary>
internal static class Composition
{
    private const double FewestOfItem = 0.3, FewestOfRegion = 0.8, FewestOfRest = 0.38, MostLike = 0.17;
    private const int FewestWords = 30, FewestWordsOfRest = 50, WidestGap = 15;

    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <param name="leftInRight">Share of the left text's grams found in the right one.</param>
    /// <param name="rightInLeft">The other way.</param>
    /// <param name="runs">What they share.</param>
    /// <param name="aligned">Words of all runs.</param>
    /// <returns>0 when the left text is the container, 1 when the right one is, null when neither.</returns>
    public static int? Of(TextFeatures left, TextFeatures right, double leftInRight, double rightInLeft, List<Run> runs, int aligned)
    {
        var leftHolds = leftInRight < rightInLeft;
        var (container, item) = leftHolds ? (left, right) : (right, left);
        var (ofItem, ofContainer) = leftHolds ? (rightInLeft, leftInRight) : (leftInRight, rightInLeft);
        if (ofItem < FewestOfItem || ofContainer >= ofItem || ofContainer > 1 - FewestOfRest)
            return null;
        var region = Region(runs, ofOther: !leftHolds);
        var rest = container.Words.Count - (region.To - region.From);
        return region.Covered >= FewestWords && region.Covered >= aligned * FewestOfRegion
            && rest >= FewestWordsOfRest && rest >= container.Words.Count * FewestOfRest
            && Likeness(container, region.From, region.To, item) <= MostLike
            ? leftHolds ? 0 : 1
            : null;
    }

    /// <returns>The longest run with all that follow one another closely round it, in a text that is the second of the runs.</returns>
    internal static (int From, int To, int Covered) Region(List<Run> runs, bool ofOther)
    {
        if (runs.Count == 0)
            return default;
        var ordered = runs.ConvertAll(run => (From: ofOther ? run.OtherStart : run.Start, run.Length));
        ordered.Sort();
        var longest = 0;
        for (var at = 1; at < ordered.Count; at++)
            longest = ordered[at].Length > ordered[longest].Length ? at : longest;
        int first = longest, last = longest;
        while (first > 0 && ordered[first].From - (ordered[first - 1].From + ordered[first - 1].Length) <= WidestGap)
            first--;
        while (last + 1 < ordered.Count && ordered[last + 1].From - (ordered[last].From + ordered[last].Length) <= WidestGap)
            last++;
        var covered = 0;
        for (var at = first; at <= last; at++)
            covered += ordered[at].Length;
        return (ordered[first].From, ordered[last].From + ordered[last].Length, covered);
    }

    /// <returns>Cosine between the words of a text outside a region and another text, 0 to 1.</returns>
    internal static double Likeness(TextFeatures text, int from, int to, TextFeatures other)
    {
        var rest = new ulong[text.Words.Count - (to - from)];
        for (int at = 0, count = 0; at < text.Words.Count; at++)
        {
            if (at < from || at >= to)
                rest[count++] = text.Words[at].Hash;
        }
        Array.Sort(rest);
        var (words, weights) = (text.Vector.Words, text.Vector.Weights);
        double product = 0, squares = 0;
        for (int i = 0, j = 0, k = 0; i < words.Length && j < rest.Length; i++)
        {
            while (j < rest.Length && rest[j] < words[i])
                j++;
            if (j == rest.Length || rest[j] != words[i])
                continue;
            squares += weights[i] * weights[i];
            while (k < other.Vector.Words.Length && other.Vector.Words[k] < words[i])
                k++;
            if (k < other.Vector.Words.Length && other.Vector.Words[k] == words[i])
                product += weights[i] * other.Vector.Weights[k];
        }
        return squares == 0 ? 0 : product / Math.Sqrt(squares);
    }
}
