using BenchmarkDotNet.Attributes;
using IngestPipeline.Contracts;
using IngestPipeline.Deduplicator;

namespace IngestPipeline.Benchmarks;

/// <summary>What is worked out once a text. Every call takes the next of a hundred texts, so that no branch is learnt by heart.</summary>
public class TextBenchmarks
{
    private const int Count = 100;
    private readonly DocumentFrequencies _frequencies = new();
    private string[] _texts = [];
    private List<Word>[] _words = [];
    private ArticleFetched[] _articles = [];

    [GlobalSetup]
    public void Setup()
    {
        _texts = Texts.Of(Count);
        _words = [.. _texts.Select(Words.Of)];
        _articles = [.. _texts.Select(Article)];
        _ = TextFeatures.Of("", "the background is read once", "en", _frequencies);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SplitIntoWords() => Each(text => Words.Of(_texts[text]).Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public int HashGrams() => Each(text => Shingles.Of(_words[text]).Length);

    [Benchmark(OperationsPerInvoke = Count)]
    public int WeighTerms() => Each(text => TermVector.Of(_words[text], "en", _frequencies).Words.Length);

    [Benchmark(OperationsPerInvoke = Count)]
    public int HashContent() => Each(text => ContentHashes.Of(_articles[text], _words[text]).Text.Length);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int AllFeatures() => Each(text => TextFeatures.Of("A headline of six plain words", _texts[text], "en", _frequencies).Grams.Length);

    private int Each(Func<int, int> work)
    {
        var sum = 0;
        for (var text = 0; text < _texts.Length; text++)
            sum += work(text);
        return sum;
    }

    private static ArticleFetched Article(string text) => new()
    {
        ArticleId = Guid.Empty,
        Text = text,
        Headline = "A headline of six plain words",
        Language = "en",
        Intake = new() { Kind = "text" },
        Times = new() { FirstSeenAt = DateTimeOffset.UnixEpoch },
        Extraction = new() { Method = "text" },
    };
}
