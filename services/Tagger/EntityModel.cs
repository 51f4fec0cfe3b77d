using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestPipeline.Tagger;

/// <summary>The logistic curve from the mean margin of a name's words to how likely the name is right.</summary>
/// <param name="Base">At margin 0, as a logit.</param>
/// <param name="Slope">For each unit of the margin.</param>
internal sealed record Curve(double Base, double Slope);

/// <summary>
/// A trained linear model of labels: a table of rows of 16 weights of 8 bits, one a label, addressed by the hash of a feature, and weights for the
/// step from label to label. The table cannot grow, whatever texts come. Whole numbers only, so the same text has the same labels on any machine.
/// Read once, safe on any thread.
/// </summary>
internal sealed class EntityModel
{
    private static readonly Lazy<EntityModel> Lazy = new(static () =>
    {
        using var stream = typeof(EntityModel).Assembly.GetManifestResourceStream("entities.model")!;
        return EntityModelFile.Read(stream).Model;
    });

    private readonly sbyte[] weights;
    private readonly int[] steps;
    private readonly Curve curve;

    /// <param name="bits">Rows of the table, as a power of two.</param>
    /// <param name="weights"><see cref="Labels.Weighted"/> a row.</param>
    /// <param name="steps"><see cref="Labels.Count"/> squared, the label before first.</param>
    /// <param name="curve">From margins to confidence.</param>
    public EntityModel(int bits, sbyte[] weights, int[] steps, Curve curve)
    {
        Bits = bits;
        this.weights = weights;
        this.steps = steps;
        this.curve = curve;
    }

    /// <summary>Rows of the table, as a power of two.</summary>
    public int Bits { get; }

    public ReadOnlySpan<sbyte> Weights => weights;

    public ReadOnlySpan<int> Steps => steps;

    /// <summary>The model that ships, read at first use.</summary>
    public static EntityModel Shipped => Lazy.Value;

    /// <summary>A label for each word of an article, legal in every sentence.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="ruled">What the rules say of each word, a label each.</param>
    /// <param name="margins">Takes by how much each word's label beats all labels of other types; may be negative, since the whole sentence decides.</param>
    public byte[] Label(Reading reading, byte[] ruled, Span<int> margins)
    {
        var labels = new byte[reading.Words.Length];
        if (labels.Length == 0) return labels;
        using var features = new Features(reading, ruled, Bits);
        var rows = ArrayPool<int>.Shared.Rent(Features.Most);
        var scores = ArrayPool<int>.Shared.Rent(reading.LongestSentence * Labels.Weighted);
        var back = ArrayPool<byte>.Shared.Rent(reading.LongestSentence * Labels.Count);
        foreach (var (first, end) in reading.SentenceRanges())
        {
            for (var at = first; at < end; at++)
                Add(rows.AsSpan(0, features.Of(at, rows)), scores.AsSpan((at - first) * Labels.Weighted, Labels.Weighted));
            Viterbi.Decode(scores, steps, back, labels.AsSpan(first, end - first));
            for (var at = first; at < end; at++) margins[at] = Margin(scores.AsSpan((at - first) * Labels.Weighted, Labels.Weighted), labels[at]);
        }
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<int>.Shared.Return(scores);
        ArrayPool<byte>.Shared.Return(back);
        return labels;
    }

    /// <summary>How likely a name is right, by the margins of its words: 0 to 1, two digits.</summary>
    public double Confidence(ReadOnlySpan<int> margins)
    {
        var sum = 0;
        foreach (var margin in margins) sum += margin;
        return Math.Round(1 / (1 + Math.Exp(-(curve.Base + (curve.Slope * sum / margins.Length)))), 2);
    }

    private static int Margin(ReadOnlySpan<int> scores, int label)
    {
        if (label == Labels.Outside) return 0;
        var other = 0;
        for (var i = 0; i < scores.Length; i++)
            if (i / 4 != label / 4) other = Math.Max(other, scores[i]);
        return scores[label] - other;
    }

    // A sum of 224 weights of 8 bits fits into 16.
    private void Add(Span<int> rows, Span<int> scores)
    {
        var sum = Vector256<short>.Zero;
        ref var table = ref MemoryMarshal.GetArrayDataReference(weights);
        foreach (var row in rows)
        {
            var lanes = Vector128.LoadUnsafe(ref table, (nuint)row * Labels.Weighted);
            var (low, high) = Vector128.Widen(lanes);
            sum += Vector256.Create(low, high);
        }
        for (var label = 0; label < Labels.Weighted; label++) scores[label] = sum[label];
    }
}
