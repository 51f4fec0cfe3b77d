namespace IngestPipeline.Tagger.Tests;

public sealed class ViterbiTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Finds_the_best_of_all_legal_sequences(int seed)
    {
        var random = new Random(seed);
        const int Length = 4;
        var scores = Enumerable.Range(0, Length * Labels.Weighted).Select(_ => random.Next(-50, 50)).ToArray();
        var steps = Enumerable.Range(0, Labels.Count * Labels.Count).Select(_ => random.Next(-30, 30)).ToArray();
        var found = new byte[Length];

        Viterbi.Decode(scores, steps, new byte[Length * Labels.Count], found);

        Score(found, scores, steps).ShouldBe(Legal(Length).Max(sequence => Score(sequence, scores, steps)));
        Legal(Length).ShouldContain(sequence => sequence.SequenceEqual(found));
    }

    [Fact]
    public void A_name_that_begins_must_end_even_when_nothing_speaks_for_its_end()
    {
        var scores = new int[2 * Labels.Weighted];
        scores[0] = 100;
        scores[Labels.Weighted + 2] = -90;
        var found = new byte[2];

        Viterbi.Decode(scores, new int[Labels.Count * Labels.Count], new byte[2 * Labels.Count], found);

        found.ShouldBe([0, 2]);
    }

    private static int Score(byte[] labels, int[] scores, int[] steps)
    {
        var (sum, before) = (0, Labels.Outside);
        for (var at = 0; at < labels.Length; at++)
        {
            sum += steps[(before * Labels.Count) + labels[at]] + (labels[at] == Labels.Outside ? 0 : scores[(at * Labels.Weighted) + labels[at]]);
            before = labels[at];
        }
        return sum;
    }

    // Written apart from the decoder: whole names and gaps that fill the length.
    private static IEnumerable<byte[]> Legal(int length)
    {
        if (length == 0)
        {
            yield return [];
            yield break;
        }
        foreach (var rest in Legal(length - 1)) yield return [Labels.Outside, .. rest];
        for (var name = 1; name <= length; name++)
            foreach (var rest in Legal(length - name))
                for (var type = 0; type < Labels.Types; type++)
                {
                    var labels = new byte[name];
                    Labels.Mark(labels, (NameType)type);
                    yield return [.. labels, .. rest];
                }
    }
}
