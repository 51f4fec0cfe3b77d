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
    private const double FewestTelling = 0.28, FewestNames = 0.4, RevisedOfTelling = 0.15;
    private const int SeveralNames = 3, NoiseForEach = 4, ShortWords = 110, FewestWordsOfRevision = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(48);

    /// <summary>Whether the two are one form of many figures with other facts.</summary>
    public static bool IsFilledAnew(TextFeatures left, TextFeatures right, Measures measures, TimeSpan apart)
    {
        var figures = Figures(left, right, measures);
        if (figures < ManyFigures || IsNoisy(measures.Slots))
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
        var (names, numbers) = left.Words.Count <= right.Words.Count ? (left.Names.Length, left.Numbers.Length) : (right.Names.Length, right.Numbers.Length);
        var telling = names + numbers == 0 ? 1 : ((measures.NamesShared * names) + (measures.NumbersShared * numbers)) / (names + numbers);
        if (telling - (2 * Apart(slots)) < FewestTelling || (names >= SeveralNames && measures.NamesShared < FewestNames))
            return false;
        return isWhole || measures.Words >= ShortWords || Apart(slots) < ApartOfShort || slots.Others > 2 * slots.Conflicts || Figures(left, right, measures) < SomeFigures;
    }

    /// <summary>Whether one replaces the other.</summary>
    public static bool IsRevision(Candidate left, Candidate right, Measures measures, double marked, double unmarked)
    {
        var bothWays = Math.Min(measures.LeftInRight, measures.RightInLeft);
        if (left.IsCorrection != right.IsCorrection && bothWays >= marked)
            return true;
        return left.Source is not null && left.Source == right.Source && bothWays >= unmarked && measures.Words >= FewestWordsOfRevision
            && measures.Slots.Conflicts > 0 && Apart(measures.Slots) < RevisedOfTelling;
    }

    /// <param name="ofLeft">Whether the share is of the left set.</param>
    /// <param name="left">Distinct, ascending.</param>
    /// <param name="right">Likewise.</param>
    /// <returns>0 to 1; 1 for an empty set.</returns>
    public static double Share(bool ofLeft, ulong[] left, ulong[] right)
    {
        var size = ofLeft ? left.Length : right.Length;
        return size == 0 ? 1 : Containment.Of(Containment.Shared(left, right), size);
    }

    private static double Apart(Slots slots) => Containment.Of(slots.Conflicts, slots.Conflicts + slots.Agreed);

    private static bool IsNoisy(Slots slots) => slots.Others >= NoiseForEach * (slots.Conflicts + 1);

    private static double Figures(TextFeatures left, TextFeatures right, Measures measures) =>
        Containment.Of(Math.Min(left.Numbers.Length, right.Numbers.Length), measures.Words);
}
