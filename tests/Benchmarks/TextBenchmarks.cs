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

    [Benchmark(Description = "words", OperationsPerInvoke = Count)]
    public int WordsOf() => Each(text => Words.Of(_texts[text]).Count);

    [Benchmark(Description = "grams", OperationsPerInvoke = Count)]
    public int Grams() => Each(text => Shingles.Of(_words[text]).Length);

    [Benchmark(Description = "term vector", OperationsPerInvoke = Count)]
    public int Vector() => Each(text => TermVector.Of([], _words[text], "en", _frequencies).Words.Length);

    [Benchmark(Description = "content hashes", OperationsPerInvoke = Count)]
    public int Hashes() => Each(text => ContentHashes.Content(_articles[text]).GetHashCode() + ContentHashes.Text(_texts[text], _words[text]).Length);

    [Benchmark(Description = "all features of a text", Baseline = true, OperationsPerInvoke = Count)]
    public int Features() => Each(text => TextFeatures.Of("A headline of six plain words", _texts[text], "en", _frequencies).Grams.Length);

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
