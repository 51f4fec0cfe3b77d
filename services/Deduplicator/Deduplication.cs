using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What became of one article.</summary>
/// <param name="Own">Its verdict; null when a newer version has overtaken it.</param>
/// <param name="Others">Verdicts on other articles that changed with it.</param>
/// <param name="Candidates">How many it was compared with.</param>
internal sealed record Outcome(Decided? Own, IReadOnlyList<Decided> Others, int Candidates);

/// <summary>Remember → compare → settle, for many articles in one round trip each, and again for what that leaves open.</summary>
internal sealed class Deduplication(IStore store, Texts texts, FurnitureBook book, Search search, TermCounter terms)
{
    // A settlement locks out all others: long ones are cut. What is still marked after so many comparisons waits for the
    // next time something is taken up.
    private const int MostAtOnce = 256, MostTimes = 8;

    private int _takeUp = 1;

    /// <summary>Lets the next batch take up what was left halfway: after a start, and after some was forgotten.</summary>
    public void TakeUp() => Interlocked.Exchange(ref _takeUp, 1);

    /// <param name="articles">In order of arrival.</param>
    /// <param name="cancellationToken">Gives up; whatever was begun is taken up when the same article comes again.</param>
    /// <returns>One an article, in order.</returns>
    public async Task<IReadOnlyList<Outcome>> Decide(IReadOnlyList<ArticleFetched> articles, CancellationToken cancellationToken)
    {
        var outcomes = new Outcome[articles.Count];
        var open = Enumerable.Range(0, articles.Count).ToList();
        while (open.Count > 0)
        {
            // Two versions of one article come one after the other.
            var batch = open.DistinctBy(index => articles[index].ArticleId).Take(MostAtOnce).ToList();
            var decided = await Batch([.. batch.Select(index => articles[index])], cancellationToken);
            foreach (var (index, outcome) in batch.Zip(decided))
                outcomes[index] = outcome;
            open.RemoveAll(batch.Contains);
        }
        return outcomes;
    }

    private async Task<IReadOnlyList<Outcome>> Batch(IReadOnlyList<ArticleFetched> articles, CancellationToken cancellationToken)
    {
        // Before anything is read: a service that has just started would else post, and look for, what finds very many.
        await using (var session = await store.Read(cancellationToken))
            await book.Refresh(session, cancellationToken);
        var read = articles.Select(texts.Read).ToList();
        // Committed before anything is looked for: of two copies that arrive at once, the later to look sees the other.
        var remembered = await store.Remember([.. articles.Zip(read, (article, text) => new Entry(article, ContentHashes.Content(article), text.Node.Words, text.Hashes))], cancellationToken);
        var sought = new List<Sought>();
        for (var at = 0; at < articles.Count; at++)
        {
            if (remembered[at].IsNew)
                await terms.Count(read[at].Candidate.Text.Vector, articles[at].Language, cancellationToken);
            if (remembered[at] is { IsDecided: false, IsSuperseded: false })
                sought.Add(new(remembered[at].Key, texts.Keep(remembered[at].Key, read[at])));
        }
        var keys = remembered.Where(one => !one.IsSuperseded).Select(one => one.Key).ToHashSet();
        // What comes again may say another time under the same id: it is published as it was stored.
        var known = articles.Zip(remembered).Where(pair => pair.Second.IsNew).ToDictionary(pair => pair.Second.Key, pair => pair.First);
        // One that comes again may have been left halfway.
        var (decided, candidates) = await Settle(sought, keys, known, Interlocked.Exchange(ref _takeUp, 0) == 1 || remembered.Any(one => !one.IsNew), cancellationToken);

        var own = decided.Where(one => keys.Contains(one.Key)).ToDictionary(one => one.Key);
        var others = decided.Where(one => !keys.Contains(one.Key)).ToLookup(Nearest([.. remembered.Select(one => own.GetValueOrDefault(one.Key)?.Verdict)]));
        return [.. remembered.Select((one, at) => new Outcome(own.GetValueOrDefault(one.Key), [.. others[at]], candidates.GetValueOrDefault(one.Key)))];
    }

    // Among articles decided together, the place of the one with which another changed: that of its family or story, else the first.
    private static Func<Decided, int> Nearest(IReadOnlyList<Verdict?> own)
    {
        var (families, stories) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var at = 0; at < own.Count; at++)
        {
            if (own[at] is not { } verdict)
                continue;
            families.TryAdd(verdict.FamilyId, at);
            stories.TryAdd(verdict.StoryId, at);
        }
        return other => families.TryGetValue(other.Verdict.FamilyId, out var at) || stories.TryGetValue(other.Verdict.StoryId, out at) ? at : 0;
    }

    private async Task<(IReadOnlyList<Decided> Decided, Dictionary<long, int> Candidates)> Settle(List<Sought> sought, HashSet<long> keys, Dictionary<long, ArticleFetched> known, bool again, CancellationToken cancellationToken)
    {
        var (changed, candidates, waiting, times) = (keys.ToHashSet(), new Dictionary<long, int>(), new HashSet<long>(), new Dictionary<long, int>());
        IReadOnlyList<Found> found = [];
        while (true)
        {
            await using (var reading = await store.Read(cancellationToken))
            {
                await book.Refresh(reading, cancellationToken);
                if (again && found.Count == 0)
                    waiting.UnionWith(await reading.Reconsiderable(cancellationToken));
                sought.AddRange(await Again(reading, waiting, MostAtOnce - sought.Count, cancellationToken));
                found = sought.Count == 0 ? [] : await search.Of(reading, sought, cancellationToken);
            }
            waiting.ExceptWith(sought.Select(article => article.Key));
            foreach (var one in found.Where(one => !one.Sought.Again))
                candidates[one.Sought.Key] = one.Candidates;

            await using var session = await store.Decide(cancellationToken);
            var settled = await new Settlement(session, texts, book, found).Write(cancellationToken);
            changed.UnionWith(settled.Changes.Where(change => change.IsToAnnounce(leftBehind: again)).Select(change => change.After.Groups.Key));
            waiting.UnionWith(settled.Reconsider.Where(key => (times[key] = times.GetValueOrDefault(key) + 1) <= MostTimes));
            // What was committed and never handed over, whoever did it: of those articles no other message comes.
            if (again && waiting.Count == 0)
                changed.UnionWith(await session.Pending(cancellationToken));
            // The first verdict on another article is its own handler's to hand over, in its own trace; a crash there brings it back.
            var decided = waiting.Count > 0 ? [] : await Verdicts.Read(session, texts, changed, known, cancellationToken);
            await session.Commit(cancellationToken);
            if (waiting.Count == 0)
                return (decided, candidates);
            sought = [];
        }
    }

    private async Task<IEnumerable<Sought>> Again(IStoreSession session, HashSet<long> keys, int most, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];
        var next = keys.Order().Take(most).ToList();
        var read = await texts.Get(session, next, cancellationToken);
        keys.ExceptWith(next.Where(key => !read.ContainsKey(key)));
        return read.Select(pair => new Sought(pair.Key, pair.Value, Again: true, Thoroughly: true));
    }
}
