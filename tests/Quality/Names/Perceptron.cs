using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>A sentence to learn from: the rows of each token's features, and its labels.</summary>
internal sealed record Example(int[][] Rows, byte[] Labels);

/// <summary>
/// Learns the weights of an <see cref="EntityModel"/>: a structured perceptron, averaged over all its steps, that decodes each sentence with the weights
/// so far and moves them where it erred. Whole numbers and one order of things, so that the same seed gives the same weights on any machine.
/// Source: Collins 2002. Cost: about a second an epoch for half a million tokens.
/// </summary>
internal sealed class Perceptron(int bits)
{
    private readonly int[] weights = new int[(1 << bits) * Labels.Weighted];
    private readonly long[] weighed = new long[(1 << bits) * Labels.Weighted];
    private readonly int[] steps = new int[Labels.Count * Labels.Count];
    private readonly long[] stepsWeighed = new long[Labels.Count * Labels.Count];
    private long time = 1;

    /// <summary>Goes over all examples once, in an order of the random numbers given.</summary>
    /// <param name="examples">At least one.</param>
    /// <param name="random">Decides the order.</param>
    /// <param name="margin">By how much the right label has to win; a weight moves by 1.</param>
    /// <returns>How many tokens it labelled wrongly.</returns>
    public int Learn(IReadOnlyList<Example> examples, Random random, int margin)
    {
        var order = Enumerable.Range(0, examples.Count).ToArray();
        random.Shuffle(order);
        var longest = examples.Max(example => example.Labels.Length);
        var (scores, back, labels) = (new int[longest * Labels.Weighted], new byte[longest * Labels.Count], new byte[longest]);
        var wrong = 0;
        foreach (var index in order)
        {
            var (rows, gold) = (examples[index].Rows, examples[index].Labels);
            var found = labels.AsSpan(0, gold.Length);
            for (var at = 0; at < gold.Length; at++)
            {
                var sums = scores.AsSpan(at * Labels.Weighted, Labels.Weighted);
                Sum(rows[at], sums);
                // Cost-augmented: the right label has to win by a margin.
                if (gold[at] != Labels.Outside) sums[gold[at]] -= margin;
                else for (var label = 0; label < Labels.Weighted; label++) sums[label] += margin;
            }
            Viterbi.Decode(scores, steps, back, found);
            wrong += Correct(rows, gold, found);
            time++;
        }
        return wrong;
    }

    private int Correct(int[][] rows, byte[] gold, ReadOnlySpan<byte> found)
    {
        var wrong = 0;
        var (goldBefore, foundBefore) = (Labels.Outside, Labels.Outside);
        for (var at = 0; at < gold.Length; at++)
        {
            if (gold[at] != found[at])
            {
                wrong++;
                foreach (var row in rows[at])
                {
                    Move(row, gold[at], 1);
                    Move(row, found[at], -1);
                }
            }
            if ((goldBefore, (int)gold[at]) != (foundBefore, (int)found[at]))
            {
                Step(goldBefore, gold[at], 1);
                Step(foundBefore, found[at], -1);
            }
            (goldBefore, foundBefore) = (gold[at], found[at]);
        }
        return wrong;
    }

    private void Move(int row, int label, int by)
    {
        if (label == Labels.Outside) return;
        weights[(row * Labels.Weighted) + label] += by;
        weighed[(row * Labels.Weighted) + label] += by * time;
    }

    private void Step(int before, int label, int by)
    {
        steps[(before * Labels.Count) + label] += by;
        stepsWeighed[(before * Labels.Count) + label] += by * time;
    }

    private void Sum(int[] rows, Span<int> sums)
    {
        sums.Clear();
        foreach (var row in rows)
            for (var label = 0; label < Labels.Weighted; label++) sums[label] += weights[(row * Labels.Weighted) + label];
    }

    /// <summary>Adds the average of the weights over all steps so far, and that of the steps from label to label.</summary>
    public void AddAverage(double[] sums, double[] stepSums)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += weights[i] - ((double)weighed[i] / time);
        for (var i = 0; i < stepSums.Length; i++) stepSums[i] += steps[i] - ((double)stepsWeighed[i] / time);
    }

    /// <summary>A model of such weights in whole numbers of 8 bits, the few largest cut.</summary>
    /// <param name="bits">Rows of the table, as a power of two.</param>
    /// <param name="sums"><see cref="Labels.Weighted"/> a row.</param>
    /// <param name="stepSums"><see cref="Labels.Count"/> squared.</param>
    /// <param name="curve">From margins to confidence.</param>
    public static EntityModel Model(int bits, double[] sums, double[] stepSums, Curve curve)
    {
        var sizes = sums.Where(weight => weight != 0).Select(Math.Abs).Order().ToArray();
        var scale = 127 / sizes[(int)(sizes.Length * 0.9995)];
        return new(bits, Array.ConvertAll(sums, weight => (sbyte)Math.Clamp(Math.Round(weight * scale), -127, 127)), Array.ConvertAll(stepSums, step => (int)Math.Round(step * scale)), curve);
    }
}
