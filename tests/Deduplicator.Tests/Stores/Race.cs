using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>Six to ten copies of one made-up story: the text, cuts, edits, an expansion; and who abandons its work where.</summary>
internal sealed class Race
{
    private readonly Dictionary<Guid, Step> _abandons = [];

    public Race(int seed)
    {
        (Seed, var random) = (seed, new Random(seed));
        string[] words = [.. Enumerable.Range(0, 160).Select(_ => Some.MadeUpWord(random))];
        string[] texts = [
            Text(words), Text([.. words, .. Enumerable.Range(0, 40).Select(_ => Some.MadeUpWord(random))]), Text(words[..(words.Length / 2)]), Text(words[(words.Length * 2 / 5)..]),
            .. Enumerable.Range(0, random.Next(2, 7)).Select(_ => Edited(words, random))];
        Articles = [.. texts.Select((text, at) => Some.Article(text, $"race {seed} copy {at}", Some.Noon.AddMinutes(random.Next(600)), $"Story of {words[0]}",
            source: $"paper{at}.example", agency: at == 3 ? Some.Agency("Halyard Press", "byline:Halyard Press") : null))];
        random.Shuffle(Articles);
        foreach (var article in Articles)
            _abandons[article.ArticleId] = seed % 2 == 0 || random.Next(2) == 0 ? Step.Never : (Step)random.Next(1, 7);
    }

    public int Seed { get; }

    public ArticleFetched[] Articles { get; }

    /// <summary>Where the worker that gets an article first abandons it.</summary>
    public Step Abandons(ArticleFetched article) => _abandons[article.ArticleId];

    /// <summary>What one worker makes of them, one after the other.</summary>
    public async Task<IReadOnlyList<Decided>> ByOneWorker()
    {
        using var store = new MemoryStore(TimeProvider.System);
        var announced = new Announced();
        using var worker = new Worker(store, announced);
        foreach (var article in Articles)
            await worker.Handle(article);
        return announced.Of(Articles);
    }

    private static string Edited(string[] words, Random random)
    {
        var edited = words.ToArray();
        for (var change = 0; change < 6; change++)
            edited[random.Next(edited.Length)] = Some.MadeUpWord(random);
        return Text(edited);
    }

    // Sentences of twelve words.
    private static string Text(string[] words) => string.Join(' ', words.Chunk(12).Select(sentence => $"{char.ToUpperInvariant(sentence[0][0])}{string.Join(' ', sentence)[1..]}."));
}
