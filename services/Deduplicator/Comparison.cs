namespace IngestPipeline.Deduplicator;

/// <summary>What is known of an article besides its text when two are compared.</summary>
internal sealed record Candidate(
    long Key, string TextSha256, DateTimeOffset? PublishedAt, DateTimeOffset FirstSeenAt, bool IsCorrection, TextFeatures Text, string? Source = null);

/// <summary>
/// What one text is to another. Containment of word 3-grams both ways, not Jaccard: real copies are cut, extended and
/// wrapped, and share a third of their grams or less (Silcock et al., "Noise-Robust De-Duplication at Scale", 2023).
/// Where containment leaves it open, further witnesses: aligned runs, their order, containment outside quotations. Shares
/// of short texts are taken down, since a stock sentence weighs more in them. Names and figures are asked for where
/// equal passages part. Symmetric: it does not matter which text came first. Known weakness: between an abridgement and
/// a rewrite lies a scale, not a line.
/// </summary>
internal static class Comparison
{
    /// <summary>Name and version of these rules, in every published verdict.</summary>
    public const string Algorithm = "containment-3gram/2";

    private const int FewestGrams = 15;
    private const double CopyBothWays = 0.8, RevisionBothWays = 0.7;

    // Containment and runs together, of which each can be 1.
    private const double ContainedAlone = 1.3, ContainedWithOwn = 0.8;
    private const double ContainedOutsideQuotations = 0.35, ContainedOwnShare = 0.15;
    private const double EditedInOrder = 0.9, EditedOutsideQuotations = 0.2;
    private const double ContainedEdited = 0.65, EditedInRuns = 0.5, QuotedOutside = 0.1;
    private const int EditedPlaces = 8, WordsForEachEdit = 20;
    private const double Derived = 0.52, WeightOfOrder = 0.3;

    // As if so many words more had been looked at in vain.
    private const double WordsInVain = 10, WordsInVainOfRewrites = 20;
    private static readonly TimeSpan CopyWindow = TimeSpan.FromHours(72);
    private static readonly TimeSpan StoryWindow = TimeSpan.FromDays(5);

    /// <returns>The edge between the two with the evidence; of the kind none when they have nothing in common that counts.</returns>
    public static Finding Of(Candidate one, Candidate other)
    {
        // Compared in an order that their texts decide, so that the outcome is the same whichever was stored first.
        var (left, right) = Comes(one, other) ? (one, other) : (other, one);
        var apart = (left.PublishedAt is { } a && right.PublishedAt is { } b ? a - b : left.FirstSeenAt - right.FirstSeenAt).Duration();
        if (apart > StoryWindow)
            return new(new(Math.Min(left.Key, right.Key), Math.Max(left.Key, right.Key), EdgeKind.None, 0, 0, 0), null);
        var measures = Measures.Of(left, right);
        var likeness = left.Text.Vector.Story.Similarity(right.Text.Vector.Story);
        var kind = KindOf(left, right, apart, measures, likeness);
        if (left.Key > right.Key)
            (left, right, measures) = (right, left, measures.Turned());
        return new(new(left.Key, right.Key, kind, measures.LeftInRight, measures.RightInLeft, likeness), measures);
    }

    private static bool Comes(Candidate one, Candidate other)
    {
        var order = string.CompareOrdinal(one.TextSha256, other.TextSha256);
        return order == 0 ? one.Key < other.Key : order < 0;
    }

    private static EdgeKind KindOf(Candidate left, Candidate right, TimeSpan apart, Measures measures, double likeness) =>
        apart <= CopyWindow && TextKind(left, right, apart, measures) is { } kind ? kind
        : likeness >= Stories.EdgeFrom ? EdgeKind.Story
        : EdgeKind.None;

    private static EdgeKind? TextKind(Candidate left, Candidate right, TimeSpan apart, Measures measures)
    {
        var figures = Form.Figures(left.Text, right.Text, measures);
        if (measures.SameText)
            return Bulletin.HasOtherHeadline(left.Text, right.Text, figures) ? null : EdgeKind.Copy;
        if (Form.IsRevision(left, right, measures, RevisionBothWays, CopyBothWays))
            return EdgeKind.Revision;
        if (measures.Container is { } container && (measures.OwnShare >= ContainedOwnShare || Math.Max(measures.LeftInRight, measures.RightInLeft) >= CopyBothWays))
            return measures.LeftInRight < measures.RightInLeft == (container == 0) ? EdgeKind.Composite : EdgeKind.CompositeOfPart;
        if (Form.IsFilledAnew(left.Text, right.Text, measures, apart))
            return null;
        var copy = CopyKind(left, right, measures);
        if (copy is null || left.IsCorrection != right.IsCorrection || !Bulletin.IsAnother(left.Text, right.Text, measures, figures, apart))
            return copy ?? (IsDerived(left.Text, right.Text, measures) ? EdgeKind.Rewrite : null);
        return figures < Bulletin.ManyFigures && IsDerived(left.Text, right.Text, measures) ? EdgeKind.Rewrite : null;
    }

    private static EdgeKind? CopyKind(Candidate left, Candidate right, Measures measures)
    {
        if (IsShort(left.Text, right.Text))
            return ShortItem.KindOf(left.Text, right.Text);
        if (Shared(measures) < (IsEdited(measures) ? ContainedEdited : ContainedWithOwn) || IsQuoted(left.Text, right.Text, measures) || !Form.Agrees(left.Text, right.Text, measures, isWhole: Shared(measures) >= ContainedAlone))
            return null;
        if (Math.Min(measures.LeftInRight, measures.RightInLeft) >= CopyBothWays)
            return EdgeKind.Copy;
        // Two articles of one source share what it sets round all of them.
        return Shared(measures) >= ContainedAlone || (IsContained(measures) && (left.Source is null || left.Source != right.Source)) ? EdgeKind.Contained : null;
    }

    private static bool IsShort(TextFeatures left, TextFeatures right) =>
        ShortItem.Is(left) || ShortItem.Is(right) || Math.Min(left.Grams.Length, right.Grams.Length) < FewestGrams;

    // Words changed all over a text that keeps its order, and half of them left in runs: a rewrite that follows its source keeps fewer.
    private static bool IsEdited(Measures measures) => measures.InOrder >= EditedInOrder && measures.Runs >= EditedInRuns
        && measures.Slots.Others >= EditedPlaces && measures.Slots.Others * WordsForEachEdit >= measures.Words;

    // One reports what the other says, between quotation marks, in a text mostly of its own.
    private static bool IsQuoted(TextFeatures left, TextFeatures right, Measures measures) =>
        measures.OutsideQuotations < QuotedOutside && IsMostlyOwn(left) && IsMostlyOwn(right);

    private static bool IsMostlyOwn(TextFeatures text) => text.OwnGrams.Length >= FewestGrams && text.OwnGrams.Length * 2 >= text.Grams.Length;

    private static double Shared(Measures measures) =>
        (Math.Max(measures.LeftInRight, measures.RightInLeft) + measures.Runs) * measures.Words / (measures.Words + WordsInVain);

    private static bool IsContained(Measures measures) =>
        (measures.OutsideQuotations >= ContainedOutsideQuotations && measures.OwnShare >= ContainedOwnShare)
        // Words changed all over a text that keeps its order: an edited or badly scanned copy, its quotation marks too.
        || (measures.InOrder >= EditedInOrder && measures.Slots.Others >= EditedPlaces && measures.OutsideQuotations >= EditedOutsideQuotations);

    private static bool IsDerived(TextFeatures left, TextFeatures right, Measures measures) => !IsShort(left, right)
        && ((measures.OutsideQuotations + measures.OwnShare) * measures.Words / (measures.Words + WordsInVainOfRewrites))
        + (measures.InOrder * WeightOfOrder) >= Derived;
}
