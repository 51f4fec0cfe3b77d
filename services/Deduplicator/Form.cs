namespace IngestPipeline.Deduplicator;

/// <summary>
/// Forms that are filled in anew day by day: results tables, dividends of sister funds, bond issues, bulletins. Their
/// wording is the same and their names and figures are not, so these have to agree, and within two days where figures
/// abound, before one text passes for a copy of another. Much noise beside them is the mark of an edited or badly
/// scanned copy, which loses names too. A correction changes few of many in a text of its own source.
/// Known weakness: a form with one short slot, filled with other words and no name or figure, passes.
/// </summary>
internal static class Form
{
    // Figures as a share of the words: where they stand out, where they are most of what is said.
    private const double SomeFigures = 0.03, ManyFigures = 0.05, MostlyFigures = 0.15;
    private const double NamesOfTable = 0.65, NumbersOfTable = 0.8, ApartOfTable = 0.08, ApartOfShort = 0.065, NamesAndNumbers = 1.5;
    private const double FewestTelling = 0.28, FewestNames = 0.4, Unbroken = 0.85, TouchedUp = 0.95, SpokenOfHeadline = 0.5, NearlyAllOfHeadline = 0.85, DenseFigures = 0.1, RevisedOfTelling = 0.15;
    private const int FiguresForOneApart = 9, SeveralNames = 3, NoiseForEach = 4, ShortWords = 110, LongWords = 250, FewWords = 40, FewestWordsOfRevision = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(48);

    /// <summary>Whether the two are one form of many figures with other facts.</summary>
    public static bool IsFilledAnew(TextFeatures left, TextFeatures right, Measures measures, TimeSpan apart)
    {
        if (IsUnbroken(measures) && measures.Words >= FewWords)
            return false;
        var figures = Figures(left, right, measures);
        // Of a few figures in a line or two the headline says whose they are.
        var spoken = figures >= DenseFigures && measures.Words < FewWords ? NearlyAllOfHeadline : SpokenOfHeadline;
        if (figures >= SomeFigures && !left.HeadlineSpeaksOf(right, spoken) && !right.HeadlineSpeaksOf(left, spoken))
            return true;
        if ((figures >= ManyFigures || (measures.Slots.Conflicts > 1 && measures.Slots.Conflicts > measures.Slots.Others)) && measures.Words < LongWords && left.HeadlineNamesMoreThan(right) && right.HeadlineNamesMoreThan(left))
            return true;
        if (figures < ManyFigures || IsNoisy(measures.Slots) || IsUnbroken(measures))
            return false;
        return apart > Window
            || (figures >= MostlyFigures
                ? measures.NumbersShared < NumbersOfTable || measures.NamesShared < NamesOfTable || Apart(measures.Slots) > ApartOfTable
                : measures.NumbersShared + measures.NamesShared < NamesAndNumbers);
    }

    /// <summary>Whether names and figures agree as in a copy.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <param name="measures">Of the two.</param>
    /// <param name="isWhole">Whether nearly all of the shorter stands in the longer.</param>
    public static bool Agrees(TextFeatures left, TextFeatures right, Measures measures, bool isWhole)
    {
        var slots = measures.Slots;
        if (IsUnbroken(measures) || IsTouchedUp(measures))
            return true;
        if (measures.TellingShared < FewestTelling || (slots.Others < 3 * slots.Conflicts && measures.TellingShared - (2 * Apart(slots)) < FewestTelling))
            return false;
        if (measures.NamesShared < FewestNames && !IsNoisy(slots) && Math.Min(left.Names.Length, right.Names.Length) >= SeveralNames)
            return false;
        var figures = Figures(left, right, measures);
        return Apart(slots) < ApartOfShort || (figures < SomeFigures && slots.Conflicts < 2) || (isWhole ? slots.Others >= slots.Conflicts : slots.Others > 2 * slots.Conflicts)
            || (measures.Words >= ShortWords && (slots.Others >= slots.Conflicts || (figures < ManyFigures && slots.Conflicts < 3)));
    }

    /// <summary>Whether one replaces the other.</summary>
    public static bool IsRevision(Candidate left, Candidate right, Measures measures, double marked, double unmarked)
    {
        var bothWays = Math.Min(measures.LeftInRight, measures.RightInLeft);
        if (left.IsCorrection != right.IsCorrection && bothWays >= marked)
            return true;
        return left.Source is not null && left.Source == right.Source && bothWays >= unmarked && measures.Words >= FewestWordsOfRevision
            && measures.Slots.Conflicts > 0 && (Apart(measures.Slots) < RevisedOfTelling || IsTouchedUp(measures));
    }

    private static double Apart(Slots slots) => Containment.Of(slots.Conflicts, slots.Conflicts + slots.Agreed);

    private static bool IsUnbroken(Measures measures) => measures.Runs >= Unbroken && measures.Slots.Conflicts == 0
        && (measures.Slots.FiguresApart + measures.Slots.FiguresInDoubt) * FiguresForOneApart <= measures.Slots.FiguresAgreed;

    // One place in a text of some length: a form has more.
    private static bool IsTouchedUp(Measures measures) => measures.Slots.Conflicts == 1 && measures.Runs >= TouchedUp && measures.Words >= ShortWords;

    private static bool IsNoisy(Slots slots) => slots.Others >= NoiseForEach * (slots.Conflicts + 1);

    public static double Figures(TextFeatures left, TextFeatures right, Measures measures) =>
        Containment.Of(Math.Min(left.Numbers.Length, right.Numbers.Length), measures.Words);
}
