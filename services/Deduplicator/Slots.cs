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

    /// <summary>Slots in which each side has a figure that the other lacks.</summary>
    public int FiguresApart { get; init; }

    /// <summary>Slots in which only one side has one: the other may have it in words, or none.</summary>
    public int FiguresInDoubt { get; init; }

    /// <summary>Figures within the runs.</summary>
    public int FiguresAgreed { get; init; }

    /// <summary>Whether the texts part before anything they share, over names: two subjects of one sentence.</summary>
    public bool SubjectsApart { get; init; }

    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="runs">What they share, in order of <paramref name="a"/>.</param>
    public static Slots Of(TextFeatures a, TextFeatures b, List<Run> runs)
    {
        int conflicts = 0, others = 0, agreed = 0, figuresApart = 0, figuresInDoubt = 0, figuresAgreed = 0;
        var subjectsApart = false;
        for (var index = 0; index <= runs.Count && runs.Count > 0; index++)
        {
            var (from, otherFrom) = index == 0 ? (0, 0) : (runs[index - 1].Start + runs[index - 1].Length, runs[index - 1].OtherStart + runs[index - 1].Length);
            var (to, otherTo) = index == runs.Count ? (a.Words.Count, b.Words.Count) : (runs[index].Start, runs[index].OtherStart);
            for (var at = to; index < runs.Count && at < to + runs[index].Length; at++)
            {
                agreed += a.Telling[at] ? 1 : 0;
                figuresAgreed += a.Words[at].IsNumber ? 1 : 0;
            }
            if (to - from is < 1 or > Longest || otherTo - otherFrom is < 1 or > Longest)
                continue;
            var (slot, other) = (new Slot(a, from, to), new Slot(b, otherFrom, otherTo));
            var isConflict = slot.PartsFrom(other);
            conflicts += isConflict ? 1 : 0;
            others += isConflict ? 0 : 1;
            subjectsApart |= isConflict && index == 0;
            var (lacks, lacked) = (slot.HasFigureThatLacks(other), other.HasFigureThatLacks(slot));
            figuresApart += lacks && lacked ? 1 : 0;
            figuresInDoubt += lacks != lacked ? 1 : 0;
        }
        return new(conflicts, others, agreed) { FiguresApart = figuresApart, FiguresInDoubt = figuresInDoubt, FiguresAgreed = figuresAgreed, SubjectsApart = subjectsApart };
    }

    // One side of a slot: some words of a text.
    private readonly record struct Slot(TextFeatures Text, int From, int To)
    {
        public bool PartsFrom(Slot other)
        {
            if (IsMisprintOf(other))
                return false;
            var isTelling = false;
            for (var at = From; at < To; at++)
            {
                if (!Text.Telling[at])
                    continue;
                isTelling = true;
                if (other.Has(Text.Words[at]))
                    return false;
            }
            return isTelling && other.IsTelling();
        }

        public bool HasFigureThatLacks(Slot other)
        {
            for (var at = From; at < To; at++)
            {
                if (Text.Words[at].IsNumber && !other.Has(Text.Words[at]))
                    return true;
            }
            return false;
        }

        private bool Has(Word word)
        {
            for (var at = From; at < To; at++)
            {
                if (Text.Words[at].Hash == word.Hash)
                    return true;
            }
            return false;
        }

        private bool IsTelling()
        {
            for (var at = From; at < To; at++)
            {
                if (Text.Telling[at])
                    return true;
            }
            return false;
        }

        // Badly scanned copy has other letters in words of the same lengths.
        private bool IsMisprintOf(Slot other)
        {
            if (To - From != other.To - other.From)
                return false;
            for (var at = 0; at < To - From; at++)
            {
                var (one, its) = (Text.Words[From + at], other.Text.Words[other.From + at]);
                if (one.Hash != its.Hash && (one.Length != its.Length || one.IsNumber || its.IsNumber))
                    return false;
            }
            return true;
        }
    }
}
