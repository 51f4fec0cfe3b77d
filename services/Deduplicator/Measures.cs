using System.Globalization;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>How two texts compare, left and right by their keys.</summary>
internal sealed record Measures
{
    // Below this share of the shorter text nothing is aligned: runs could not change the outcome.
    private const double AlignFrom = 0.05;
    private const int PassageFrom = 6, MostPassages = 50;

    public required bool SameText { get; init; }

    /// <summary>Share of the left text's 3-grams found in the right one, 0 to 1.</summary>
    public required double LeftInRight { get; init; }

    /// <summary>Share of the right text's 3-grams found in the left one, 0 to 1.</summary>
    public required double RightInLeft { get; init; }

    /// <summary>Jaccard similarity of the 3-grams, 0 to 1.</summary>
    public required double Similarity { get; init; }

    /// <summary>Containment of the shorter text, quotations of both left out, 0 to 1.</summary>
    public required double OutsideQuotations { get; init; }

    /// <summary>Share of the shorter text's words that lie in aligned runs of three words or more, 0 to 1.</summary>
    public required double Runs { get; init; }

    /// <summary>Words of the longest aligned run.</summary>
    public required int LongestRun { get; init; }

    /// <summary>Cosine of the weighted words, 0 to 1.</summary>
    public required double Cosine { get; init; }

    public required bool NumbersAgree { get; init; }

    /// <summary>Runs of six words or more: offsets in the left text, then in the right.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    public static Measures Of(Candidate left, Candidate right)
    {
        var (a, b) = (left.Text, right.Text);
        var shared = Containment.Shared(a.Grams, b.Grams);
        var (leftInRight, rightInLeft) = (Containment.Of(shared, a.Grams.Length), Containment.Of(shared, b.Grams.Length));
        var runs = Math.Max(leftInRight, rightInLeft) >= AlignFrom ? Alignment.Of(a.Words, b.Words) : [];
        var shorter = Math.Min(a.Words.Count, b.Words.Count);
        return new()
        {
            SameText = left.TextSha256 == right.TextSha256,
            LeftInRight = leftInRight,
            RightInLeft = rightInLeft,
            Similarity = Containment.Of(shared, a.Grams.Length + b.Grams.Length - shared),
            OutsideQuotations = Containment.Of(Containment.Shared(a.OwnGrams, b.OwnGrams), Math.Min(a.OwnGrams.Length, b.OwnGrams.Length)),
            Runs = shorter == 0 ? 0 : (double)runs.Sum(run => run.Length) / shorter,
            LongestRun = runs.Select(run => run.Length).DefaultIfEmpty().Max(),
            Cosine = a.Vector.Cosine(b.Vector),
            NumbersAgree = Comparison.Agree(a.Numbers, b.Numbers),
            Passages = [.. runs.Where(run => run.Length >= PassageFrom)
                .OrderByDescending(run => run.Length).Take(MostPassages).OrderBy(run => run.Start)
                .Select(run => new Passage(
                    a.Words[run.Start].Start, a.Words[run.Start + run.Length - 1].End,
                    b.Words[run.OtherStart].Start, b.Words[run.OtherStart + run.Length - 1].End))],
        };
    }

    /// <summary>The measures in words that a reader of the published message understands.</summary>
    public IReadOnlyList<string> Evidence() =>
    [
        $"longestRun:{LongestRun.ToString(CultureInfo.InvariantCulture)}",
        $"alignedShare:{Share(Runs)}",
        $"outsideQuotations:{Share(OutsideQuotations)}",
        $"cosine:{Share(Cosine)}",
        $"numbersAgree:{(NumbersAgree ? "true" : "false")}",
        .. SameText ? new[] { "sameText:true" } : [],
    ];

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
