namespace IngestPipeline.Deduplicator;

/// <summary>
/// Places where two otherwise equal texts part for a few words on both sides. A form that was filled in anew has other
/// names and figures there; an edited copy has other words, a retyped one nearly the same. So disagreement is asked of
/// the surroundings of what is aligned, never of all names of both texts, of which a cut or an addition brings others.
/// Linear in the words of the gaps. Known weakness: a form of which every third word differs leaves no run to stand by.
/// </summary>
/// <param name="Conflicts">Slots that hold names or figures on both sides and none in common.</param>
/// <param name="Others">Slots that do not.</param>
/// <param name="Agreed">Names and figures within the runs.</param>
internal readonly record struct Slots(int Conflicts, int Others, int Agreed)
{
    private const int Longest = 10;

    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="runs">What they share, in order of <paramref name="a"/>.</param>
    public static Slots Of(TextFeatures a, TextFeatures b, List<Run> runs)
    {
        int conflicts = 0, others = 0, agreed = 0;
        for (var index = 0; index <= runs.Count && runs.Count > 0; index++)
        {
            var (from, otherFrom) = index == 0 ? (0, 0) : (runs[index - 1].Start + runs[index - 1].Length, runs[index - 1].OtherStart + runs[index - 1].Length);
            var (to, otherTo) = index == runs.Count ? (a.Words.Count, b.Words.Count) : (runs[index].Start, runs[index].OtherStart);
            if (index < runs.Count)
            {
                for (var at = runs[index].Start; at < runs[index].Start + runs[index].Length; at++)
                    agreed += a.Telling[at] ? 1 : 0;
            }
            if (to - from is < 1 or > Longest || otherTo - otherFrom is < 1 or > Longest)
                continue;
            if (Part(a, from, to, b, otherFrom, otherTo))
                conflicts++;
            else
                others++;
        }
        return new(conflicts, others, agreed);
    }

    private static bool Part(TextFeatures a, int from, int to, TextFeatures b, int otherFrom, int otherTo)
    {
        if (IsMisprint(a, from, to, b, otherFrom, otherTo))
            return false;
        bool left = false, right = false;
        for (var at = from; at < to; at++)
        {
            if (!a.Telling[at])
                continue;
            left = true;
            for (var other = otherFrom; other < otherTo; other++)
            {
                if (a.Words[at].Hash == b.Words[other].Hash)
                    return false;
            }
        }
        for (var other = otherFrom; other < otherTo && !right; other++)
            right = b.Telling[other];
        return left && right;
    }

    // Badly scanned copy has other letters in words of the same lengths.
    private static bool IsMisprint(TextFeatures a, int from, int to, TextFeatures b, int otherFrom, int otherTo)
    {
        if (to - from != otherTo - otherFrom)
            return false;
        for (var at = 0; at < to - from; at++)
        {
            var (one, other) = (a.Words[from + at], b.Words[otherFrom + at]);
            if (one.Hash != other.Hash && (one.Length != other.Length || one.IsNumber || other.IsNumber))
                return false;
        }
        return true;
    }
}
