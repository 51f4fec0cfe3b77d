using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What is known of an article besides its text when two are compared.</summary>
internal sealed record Candidate(long Key, string TextSha256, DateTimeOffset? PublishedAt, DateTimeOffset FirstSeenAt, bool IsCorrection, TextFeatures Text);

/// <summary>
/// What one text is to another. Containment of word 3-grams both ways, not Jaccard: real copies are cut, extended and
/// wrapped, and share a third of their grams or less (Silcock et al., "Noise-Robust De-Duplication at Scale", 2023).
/// Where containment leaves it open, three further witnesses: aligned runs, containment outside quotations, and the
/// cosine of weighted words. Symmetric: it does not matter which text came first. Known weakness: figures that agree are
/// asked for, names are not, so a form filled with other names and few figures can pass for a copy.
/// </summary>
internal static class Comparison
{
    /// <summary>Name and version of these rules, in every published verdict.</summary>
    public const string Algorithm = "containment-3gram/1";

    private const int FewestGrams = 15;
    private const double CopyBothWays = 0.8;
    private const double ContainedAlone = 0.6;
    private const double ContainedWithRuns = 0.96;
    private const double ContainedOutsideQuotations = 0.25;
    private const double RewriteOutsideQuotations = 0.16;
    private const double RewriteOutsideWithRuns = 0.13, RewriteRuns = 0.2, RewriteCosine = 0.55;
    private const int FewestNumbers = 3;
    private static readonly TimeSpan CopyWindow = TimeSpan.FromHours(72);
    private static readonly TimeSpan StoryWindow = TimeSpan.FromDays(5);

    /// <returns>The edge between the two with the evidence, or null when they have nothing in common that counts.</returns>
    public static Finding? Of(Candidate one, Candidate other)
    {
        var (left, right) = one.Key < other.Key ? (one, other) : (other, one);
        var measures = Measures.Of(left, right);
        return KindOf(left, right, measures) is { } kind
            ? new(new(left.Key, right.Key, kind, measures.LeftInRight, measures.RightInLeft, left.Text.Vector.Story.Similarity(right.Text.Vector.Story)), measures)
            : null;
    }

    private static EdgeKind? KindOf(Candidate left, Candidate right, Measures measures)
    {
        var apart = (left.PublishedAt is { } a && right.PublishedAt is { } b ? a - b : left.FirstSeenAt - right.FirstSeenAt).Duration();
        if (apart > StoryWindow)
            return null;

        var comparable = measures.SameText || Math.Min(left.Text.Grams.Length, right.Text.Grams.Length) >= FewestGrams;
        if (comparable && apart <= CopyWindow)
        {
            if (Derived(left, right, measures) is { } kind)
                return kind;
        }
        return left.Text.Vector.Story.Similarity(right.Text.Vector.Story) >= Stories.EdgeFrom ? EdgeKind.Story : null;
    }

    private static EdgeKind? Derived(Candidate left, Candidate right, Measures measures)
    {
        if (measures.SameText)
            return EdgeKind.Copy;
        var bothWays = Math.Min(measures.LeftInRight, measures.RightInLeft);
        var shorter = Math.Max(measures.LeftInRight, measures.RightInLeft);
        if (bothWays >= CopyBothWays && left.IsCorrection != right.IsCorrection)
            return EdgeKind.Revision;
        if (measures.NumbersAgree)
        {
            if (bothWays >= CopyBothWays)
                return EdgeKind.Copy;
            if ((shorter >= ContainedAlone || shorter + measures.Runs >= ContainedWithRuns) && (measures.OutsideQuotations >= ContainedOutsideQuotations || MostlyQuoted(left, right)))
                return EdgeKind.Contained;
        }
        return measures.OutsideQuotations >= RewriteOutsideQuotations
            || (measures.OutsideQuotations >= RewriteOutsideWithRuns && measures.Runs >= RewriteRuns && measures.Cosine >= RewriteCosine)
            ? EdgeKind.Rewrite
            : null;
    }

    private static bool MostlyQuoted(Candidate left, Candidate right) => Math.Min(left.Text.OwnGrams.Length, right.Text.OwnGrams.Length) < FewestGrams;

    /// <summary>True unless both texts have several figures and share fewer than half of the smaller set: the mark of a
    /// form that was filled in anew.</summary>
    internal static bool Agree(IReadOnlySet<ulong> left, IReadOnlySet<ulong> right)
    {
        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        return few.Count < FewestNumbers || few.Count(many.Contains) * 2 >= few.Count;
    }
}
