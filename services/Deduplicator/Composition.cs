namespace IngestPipeline.Deduplicator;

/// <summary>
/// Whether a text is a round-up that holds another, told from the two alone: the item, or much of it, stands in one
/// region of the container, and the rest of the container is long and about something else. An expansion of a story has
/// a rest about the same, and a headline about it. Costs a sort of the rest's words; only asked where much is
/// shared in one place. Known weakness: a long piece of furniture that is not yet known, below a headline of the site's
/// own, looks the same.
/// </summary>
internal static class Composition
{
    private const double FewestOfItem = 0.25, FewestOfRegion = 0.8, FewestOfRest = 0.38;
    private const double MostLike = 0.38, MostLikeOfRoundUp = 0.7, WeightOfNames = 0.5, HeadlineOfItem = 0.35;
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
        if (aligned < FewestWords || Math.Max(leftInRight, rightInLeft) < FewestOfItem)
            return null;
        var (holdsRight, likeRight) = Holds(left, right, rightInLeft, runs, aligned, ofOther: false);
        var (holdsLeft, likeLeft) = Holds(right, left, leftInRight, runs, aligned, ofOther: true);
        if (!holdsLeft || !holdsRight)
            return holdsRight ? 0 : holdsLeft ? 1 : null;
        var (one, other) = (left.SaysRoundUp ? likeRight - 1 : likeRight, right.SaysRoundUp ? likeLeft - 1 : likeLeft);
        return one == other ? null : one < other ? 0 : 1;
    }

    private static (bool Holds, double Like) Holds(TextFeatures container, TextFeatures item, double ofItem, List<Run> runs, int aligned, bool ofOther)
    {
        if (ofItem < FewestOfItem || (!container.SaysRoundUp && container.HeadlineSpeaksOf(item, HeadlineOfItem)))
            return default;
        var region = Region(runs, ofOther);
        var rest = container.Words.Count - (region.To - region.From);
        if (region.Covered < aligned * FewestOfRegion || rest < FewestWordsOfRest || rest < container.Words.Count * FewestOfRest)
            return default;
        var like = Likeness(container, region.From, region.To, item) + (WeightOfNames * NamesOutside(container, region.From, region.To, item));
        return (like <= (container.SaysRoundUp ? MostLikeOfRoundUp : MostLike), like);
    }

    /// <returns>Share of the item's names that stand in a text outside a region as well, 0 to 1.</returns>
    private static double NamesOutside(TextFeatures text, int from, int to, TextFeatures item)
    {
        var found = new HashSet<ulong>();
        for (var at = 0; at < text.Words.Count; at++)
        {
            if ((at < from || at >= to) && text.Telling[at] && Array.BinarySearch(item.Names, text.Words[at].Hash) >= 0)
                found.Add(text.Words[at].Hash);
        }
        return Containment.Of(found.Count, item.Names.Length);
    }

    /// <returns>The longest run with all that follow one another closely round it, in a text that is the second of the runs.</returns>
    private static (int From, int To, int Covered) Region(List<Run> runs, bool ofOther)
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
    private static double Likeness(TextFeatures text, int from, int to, TextFeatures other)
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
