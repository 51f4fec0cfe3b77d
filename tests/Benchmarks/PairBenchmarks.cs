using BenchmarkDotNet.Attributes;
using IngestPipeline.Deduplicator;

namespace IngestPipeline.Benchmarks;

/// <summary>What is worked out for every candidate: near is a copy with one word in twenty changed, far is another article.</summary>
public class PairBenchmarks
{
    private const int Count = 100;
    private Candidate[] _articles = [], _near = [];

    [GlobalSetup]
    public void Setup()
    {
        var frequencies = new DocumentFrequencies();
        var texts = Texts.Of(Count);
        Candidate Read(string text, int key) => new(key, key.ToString(System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, false,
            TextFeatures.Of("A headline of six plain words", text, "en", frequencies));
        _articles = [.. texts.Select(Read)];
        _near = [.. texts.Select((text, index) => Read(Texts.Edited(text, index), Count + index))];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SharedNear() => Each((article, near, _) => Containment.Shared(article.Text.Grams, near.Text.Grams));

    [Benchmark(OperationsPerInvoke = Count)]
    public int SharedFar() => Each((article, _, far) => Containment.Shared(article.Text.Grams, far.Text.Grams));

    [Benchmark(OperationsPerInvoke = Count)]
    public int AlignNear() => Each((article, near, _) => Alignment.Of(article.Text.Words, near.Text.Words).Count);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int CompareNear() => Each((article, near, _) => Comparison.Of(article, near) is null ? 0 : 1);

    [Benchmark(OperationsPerInvoke = Count)]
    public int CompareFar() => Each((article, _, far) => Comparison.Of(article, far) is null ? 0 : 1);

    private int Each(Func<Candidate, Candidate, Candidate, int> work)
    {
        var sum = 0;
        for (var article = 0; article < _articles.Length; article++)
            sum += work(_articles[article], _near[article], _articles[(article + 1) % _articles.Length]);
        return sum;
    }
}
