using System.Globalization;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>How two texts compare, left and right by their keys.</summary>
internal sealed record Measures
{
    // Below this share of the shorter text nothing is aligned: runs could not change the outcome.
    private const double AlignFrom = 0.05;

    public required bool SameText { get; init; }

    /// <summary>Share of the left text's 3-grams found in the right one, 0 to 1.</summary>
    public required double LeftInRight { get; init; }

    /// <summary>Share of the right text's 3-grams found in the left one, 0 to 1.</summary>
    public required double RightInLeft { get; init; }

    /// <summary>Jaccard similarity of the 3-grams, 0 to 1.</summary>
    public required double Similarity { get; init; }

    /// <summary>Containment of the shorter text, quotations of both left out, 0 to 1.</summary>
    public required double OutsideQuotations { get; init; }

    /// <summary>3-grams that both have outside quotations, as a share of all of the shorter text, 0 to 1.</summary>
    public required double OwnShare { get; init; }

    /// <summary>Share of the shorter text's words that lie in aligned runs of three words or more, 0 to 1.</summary>
    public required double Runs { get; init; }

    /// <summary>Words of the longest aligned run.</summary>
    public required int LongestRun { get; init; }

    /// <summary>Share of the aligned words that follow one another in both texts, 0 to 1; 0 when nothing is aligned.</summary>
    public required double InOrder { get; init; }

    /// <summary>Cosine of the weighted words, 0 to 1.</summary>
    public required double Cosine { get; init; }

    /// <summary>Share of the names found in the other text, of those that the shorter has from the first run to the
    /// last, 0 to 1; 1 when it has none there.</summary>
    public required double NamesShared { get; init; }

    /// <summary>The same of figures.</summary>
    public required double NumbersShared { get; init; }

    /// <summary>The same of both together.</summary>
    public required double TellingShared { get; init; }

    /// <summary>Names and figures where otherwise equal passages part.</summary>
    public required Slots Slots { get; init; }

    /// <summary>Words of the shorter text.</summary>
    public required int Words { get; init; }

    /// <summary>Which of the two is a round-up that holds the other; 0 left, 1 right, null none.</summary>
    public int? Container { get; init; }

    /// <summary>Runs of six words or more: offsets in the left text, then in the right.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    public static Measures Of(Candidate left, Candidate right)
    {
        var (a, b) = (left.Text, right.Text);
        var shared = Containment.Shared(a.Grams, b.Grams);
        var own = Containment.Shared(a.OwnGrams, b.OwnGrams);
        var (leftInRight, rightInLeft) = (Containment.Of(shared, a.Grams.Length), Containment.Of(shared, b.Grams.Length));
        var runs = Math.Max(leftInRight, rightInLeft) >= AlignFrom ? Alignment.Of(a.Words, b.Words) : [];
        var shorter = Math.Min(a.Words.Count, b.Words.Count);
        int aligned = 0, longest = 0;
        foreach (var run in runs)
            (aligned, longest) = (aligned + run.Length, Math.Max(longest, run.Length));
        var telling = SharedTelling.Of(a, b, runs);
        return new()
        {
            SameText = left.TextSha256 == right.TextSha256,
            LeftInRight = leftInRight,
            RightInLeft = rightInLeft,
            Similarity = Containment.Of(shared, a.Grams.Length + b.Grams.Length - shared),
            OutsideQuotations = Containment.Of(own, Math.Min(a.OwnGrams.Length, b.OwnGrams.Length)),
            OwnShare = Containment.Of(own, Math.Min(a.Grams.Length, b.Grams.Length)),
            Runs = Containment.Of(aligned, shorter),
            LongestRun = longest,
            InOrder = Containment.Of(Order.Longest(runs), aligned),
            Cosine = a.Vector.Cosine(b.Vector),
            NamesShared = telling.Names,
            NumbersShared = telling.Numbers,
            TellingShared = telling.Both,
            Slots = Slots.Of(a, b, runs),
            Words = shorter,
            Container = Composition.Of(a, b, leftInRight, rightInLeft, runs, aligned),
            Passages = Deduplicator.Passages.Of(a, b, runs),
        };
    }

    /// <summary>The same with left and right exchanged.</summary>
    public Measures Turned() => this with
    {
        LeftInRight = RightInLeft,
        RightInLeft = LeftInRight,
        Container = 1 - Container,
        Passages = [.. Passages.Select(run => new Passage(run.OtherStart, run.OtherEnd, run.Start, run.End)).OrderBy(run => run.Start)],
    };

    /// <summary>The measures in words that a reader of the published message understands.</summary>
    public IReadOnlyList<string> Evidence() =>
    [
        $"longestRun:{LongestRun.ToString(CultureInfo.InvariantCulture)}",
        $"alignedShare:{Share(Runs)}",
        $"inOrder:{Share(InOrder)}",
        $"outsideQuotations:{Share(OutsideQuotations)}",
        $"cosine:{Share(Cosine)}",
        $"namesShared:{Share(NamesShared)}",
        $"figuresShared:{Share(NumbersShared)}",
        $"slotsApart:{Slots.Conflicts.ToString(CultureInfo.InvariantCulture)}/{(Slots.Conflicts + Slots.Others).ToString(CultureInfo.InvariantCulture)}",
        $"namesAndFiguresAgreed:{Slots.Agreed.ToString(CultureInfo.InvariantCulture)}",
        .. Container is not null ? new[] { "restAboutSomethingElse:true" } : [],
        .. SameText ? new[] { "sameText:true" } : [],
    ];

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
