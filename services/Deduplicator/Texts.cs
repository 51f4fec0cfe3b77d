using IngestPipeline.Contracts;
using Microsoft.Extensions.Caching.Memory;

namespace IngestPipeline.Deduplicator;

/// <summary>An article ready to be compared.</summary>
/// <param name="Grams">Hashes of grams that it is found by.</param>
/// <param name="Telling">Hashes of words that it is found by.</param>
/// <param name="Sample">Its sampled 3-grams, furniture included, in order of the text.</param>
/// <param name="Furniture">How many of them are known as furniture.</param>
/// <param name="Node">As grouping sees it.</param>
internal sealed record ReadText(Candidate Candidate, string? Source, int[] Grams, int[] Telling, ulong[] Sample, int Furniture, Node Node)
{
    /// <summary>All that it is found by.</summary>
    public int[] Hashes { get; } = [.. Grams, .. Telling];
}

/// <summary>Reads texts for comparison. Those of a story come again and again while it is news, so what was worked out
/// for them is kept, up to a number of words.</summary>
internal sealed class Texts(DocumentFrequencies frequencies, FurnitureBook furniture) : IDisposable
{
    private const int TellingWords = 16;

    // A word takes 24 bytes, its two grams 16, its share of the vector at most 16, what the collections add aside.
    private const long MostWords = 4_000_000, BytesOfWord = 56;

    // An eighth of what the process may use, in a container of little memory.
    private readonly MemoryCache _cache = new(new MemoryCacheOptions
    {
        SizeLimit = Math.Min(MostWords, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / BytesOfWord),
    });

    /// <summary>Reads an article that has no key yet; <see cref="Keep"/> gives it one.</summary>
    public ReadText Read(ArticleFetched article)
    {
        var text = TextFeatures.Of(article.Headline, article.Text, article.Language, frequencies);
        var sample = Shingles.Sample(text.Grams).ToArray();
        var textHash = ContentHashes.Text(article.Text, text.Words);
        var (words, known) = (text.Words.Count, furniture.Of(article.Source, sample));
        // The whole text counts as two grams, so that the same text is always found.
        var whole = Hashing.Of(textHash);
        var grams = Findable([.. sample.Where(gram => !known.Contains(gram)), whole, Hashing.Mix(whole)]);
        var telling = Findable(text.Vector.Strongest(TellingWords));
        var inOrder = Shingles.InOrder(text.Words, sample);
        if (known.Count > 0)
            text = TextFeatures.Of(article.Headline, article.Text, article.Language, frequencies, known);
        return new(
            new(0, textHash, article.Times.PublishedAt, article.Times.FirstSeenAt, Correction.Is(article), text, article.Source),
            article.Source, grams, telling, inOrder, known.Count, new(0, article.ArticleId, article.Times.PublishedAt, words));
    }

    /// <summary>Keeps a text for as long as there is room.</summary>
    public ReadText Keep(long key, ReadText text)
    {
        var kept = text with { Candidate = text.Candidate with { Key = key }, Node = text.Node with { Key = key } };
        return _cache.Set(key, new Kept(kept, furniture.CountOf(text.Source)), new MemoryCacheEntryOptions { Size = text.Node.Words + 1 }).Text;
    }

    /// <summary>Texts by key, read with all furniture known now; those forgotten meanwhile are left out.</summary>
    public async Task<Dictionary<long, ReadText>> Get(IStoreSession session, IEnumerable<long> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, ReadText>();
        var missing = new List<long>();
        foreach (var key in keys.Distinct())
        {
            if (_cache.Get<Kept>(key) is { } kept && IsUpToDate(kept))
                found[key] = kept.Text;
            else
                missing.Add(key);
        }
        if (missing.Count > 0)
        {
            foreach (var stored in await session.Load(missing, cancellationToken))
                found[stored.Key] = Keep(stored.Key, Read(stored.Article));
        }
        return found;
    }

    // Its source may have shown more furniture since, of which the text may have none.
    private bool IsUpToDate(Kept kept)
    {
        var known = furniture.CountOf(kept.Text.Source);
        if (kept.FurnitureOfSource == known)
            return true;
        if (furniture.Of(kept.Text.Source, kept.Text.Sample).Count != kept.Text.Furniture)
            return false;
        kept.FurnitureOfSource = known;
        return true;
    }

    private int[] Findable(ulong[] hashes)
    {
        var (distinct, count) = (new int[hashes.Length], 0);
        foreach (var hash in hashes)
        {
            if (!distinct.AsSpan(0, count).Contains((int)hash))
                distinct[count++] = (int)hash;
        }
        return furniture.Without(distinct.AsSpan(0, count));
    }

    public void Dispose()
    {
        _cache.Clear();
        _cache.Dispose();
    }

    private sealed class Kept(ReadText text, int furnitureOfSource)
    {
        public ReadText Text { get; } = text;
        public int FurnitureOfSource { get; set; } = furnitureOfSource;
    }
}
