namespace IngestPipeline.Deduplicator;

/// <summary>
/// Short items made after one pattern: offerings, dividends, rates, money-market operations, poll results. Their sentences
/// are the same and a few words say which one it is, so those few have to agree before one passes for a copy of another:
/// the subject, the headline, the figures in places that otherwise match, and, half a day later, nearly all of them. Asked
/// of items of a few sentences, since a longer text has other things to tell it by; words changed all over it are an
/// edited copy. Known weakness: a pattern filled with words that are neither names nor figures.
/// </summary>
internal static class Bulletin
{
    // Figures as a share of the words.
    private const double SomeFigures = 0.04, DenseFigures = 0.1;

    /// <summary>So many figures make a pattern of a text whatever else it says.</summary>
    public const double ManyFigures = 0.05;

    private const double Whole = 0.8, Mostly = 0.7, HeadlineShared = 0.65;
    private const double FiguresApart = 0.1, FiguresInDoubt = 0.2;
    private const double FewNumbers = 0.45, NamesAndNumbers = 1.45, NumbersOfMany = 0.7, NumbersOfLater = 0.85;
    private const int SeveralFigures = 2, LineOrTwo = 40, Paragraph = 50, Short = 130, NoiseForEach = 4;
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    /// <summary>Whether the two are one pattern filled in twice.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <param name="measures">Of the two.</param>
    /// <param name="figures">Figures of the text that has fewer, as a share of the words of the shorter.</param>
    /// <param name="apart">Time between the two.</param>
    public static bool IsAnother(TextFeatures left, TextFeatures right, Measures measures, double figures, TimeSpan apart)
    {
        var (named, renamed) = (left.HeadlineNamesMoreThan(right), right.HeadlineNamesMoreThan(left));
        if (measures.Slots.SubjectsApart && Strongest(measures) < Mostly && (named || renamed))
            return true;
        if (measures.Words >= Short || measures.Slots.Others >= NoiseForEach * (measures.Slots.Conflicts + 1))
            return false;
        return HasOtherFigures(measures.Slots, figures, isShort: measures.Words < Paragraph, isLater: apart >= HalfDay, isRenamed: named && renamed)
            || HasOtherHeadline(left, right, figures)
            || IsPatternAlone(measures, figures, isLater: apart >= HalfDay);
    }

    /// <summary>Whether items of a line or two, of the same words even, are of two subjects, which only their headlines name.</summary>
    public static bool HasOtherHeadline(TextFeatures left, TextFeatures right, double figures)
    {
        var isLineOrTwo = Math.Min(left.Words.Count, right.Words.Count) < LineOrTwo;
        if (isLineOrTwo && figures >= DenseFigures)
        {
            return left.HeadlineNamesMoreThan(right) || right.HeadlineNamesMoreThan(left)
                || (!left.HeadlineSpeaksOf(right, HeadlineShared, ofItsOwn: true) && !right.HeadlineSpeaksOf(left, HeadlineShared, ofItsOwn: true));
        }
        return (isLineOrTwo || figures >= ManyFigures) && !left.HeadlineSpeaksOf(right, HeadlineShared) && !right.HeadlineSpeaksOf(left, HeadlineShared);
    }

    private static bool HasOtherFigures(Slots slots, double figures, bool isShort, bool isLater, bool isRenamed)
    {
        var inDoubt = slots.FiguresApart + slots.FiguresInDoubt;
        return (figures >= ManyFigures && Exceeds(slots.FiguresApart, slots.FiguresAgreed, FiguresApart))
            || (isRenamed && inDoubt > slots.FiguresAgreed && inDoubt >= SeveralFigures)
            || (isLater && (isShort || figures >= SomeFigures) && Exceeds(inDoubt, slots.FiguresAgreed, FiguresInDoubt));
    }

    // Some of the sentences are the same, and what they are filled with is not. What shares nearly all its words is no
    // pattern, however they are ordered.
    private static bool IsPatternAlone(Measures measures, double figures, bool isLater)
    {
        var isShort = measures.Words < Paragraph;
        if (measures.Runs >= Whole && !isShort)
            return false;
        if (isLater && figures >= ManyFigures && Strongest(measures) < Mostly && (isShort || measures.NumbersShared < NumbersOfLater))
            return true;
        return Math.Min(measures.LeftInRight, measures.RightInLeft) < Whole
            && (measures.NumbersShared < FewNumbers ? measures.NumbersShared + measures.NamesShared < NamesAndNumbers : figures >= DenseFigures && measures.NumbersShared < NumbersOfMany);
    }

    private static double Strongest(Measures measures) => Math.Max(measures.LeftInRight, measures.RightInLeft);

    private static bool Exceeds(int apart, int agreed, double share) => apart > share * (apart + agreed);
}
