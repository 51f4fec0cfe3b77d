using IngestPipeline.Contracts;
using Microsoft.Extensions.Caching.Memory;

namespace IngestPipeline.Deduplicator;

/// <summary>Finds what an article might be related to and has it ready for comparison. The texts of a story come again and
/// again while it is news, so what was worked out for them is kept, up to a number of words.</summary>
internal sealed class Candidates(ArticleStore articles, DocumentFrequencies frequencies) : IDisposable
{
    private const int FewestShared = 2, Most = 64;

    // A word takes 24 bytes, its two grams 16, its share of the vector at most 16, what the collections add aside.
    private const long MostWords = 2_000_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostWords });

    /// <summary>The text of an article, as it is compared.</summary>
    public TextFeatures Read(ArticleFetched article) => TextFeatures.Of(article.Headline, article.Text, article.Language, frequencies);

    /// <summary>The article itself, as one side of a comparison.</summary>
    public Candidate Keep(long key, string textSha256, ArticleFetched article, TextFeatures text) =>
        new(key, textSha256, article.Times.PublishedAt, article.Times.FirstSeenAt, Keep(key, new(Correction.Is(article), text)).IsCorrection, text);

    /// <summary>The articles that share most with it.</summary>
    public async Task<IReadOnlyList<Candidate>> Of(long key, string textSha256, IEnumerable<ulong> postings, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        foreach (var stored in await articles.Candidates(key, textSha256, postings, FewestShared, Most, cancellationToken))
        {
            var kept = _cache.Get<Kept>(stored.Key) ?? Keep(stored.Key, await Work(stored.Key, cancellationToken));
            found.Add(new(stored.Key, stored.TextSha256, stored.PublishedAt, stored.FirstSeenAt, kept.IsCorrection, kept.Text));
        }
        return found;
    }

    public void Dispose() => _cache.Dispose();

    private async Task<Kept> Work(long key, CancellationToken cancellationToken)
    {
        var article = await articles.Load(key, cancellationToken);
        return new(Correction.Is(article), Read(article));
    }

    private Kept Keep(long key, Kept kept) => _cache.Set(key, kept, new MemoryCacheEntryOptions { Size = kept.Text.Words.Count });

    private sealed record Kept(bool IsCorrection, TextFeatures Text);
}
