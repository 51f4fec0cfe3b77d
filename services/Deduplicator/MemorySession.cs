namespace IngestPipeline.Deduplicator;

/// <summary>Reads and writes of the store in memory; <paramref name="deciding"/> is given back at the end. What was not
/// committed by then is undone.</summary>
internal sealed class MemorySession(MemoryStore store, SemaphoreSlim? deciding) : IStoreSession
{
    private readonly Stack<Action> _undo = [];

    public Task<IReadOnlyList<Posting>> Postings(IReadOnlyCollection<int> hashes, CancellationToken cancellationToken) => Ask<Posting>(() =>
    {
        var postings = new List<Posting>(hashes.Count);
        foreach (var hash in hashes)
        {
            foreach (var key in store.Index.Of(hash))
                postings.Add(new(hash, key, store.Rows[key].Source));
        }
        return postings;
    });

    public Task<(IReadOnlyList<FurnitureHash> Hashes, long Newest)> FurnitureSince(long id, CancellationToken cancellationToken)
    {
        lock (store.Lock)
            return Task.FromResult<(IReadOnlyList<FurnitureHash>, long)>((store.Furniture.Skip((int)id).ToList(), store.Furniture.Count));
    }

    public Task<IReadOnlyList<Stored>> Load(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        Ask<Stored>(() => [.. Rows(keys).Where(row => row.Article is not null).Select(row => new Stored(row.Key, row.Version, row.Article!))]);

    public Task<IReadOnlyList<Member>> Members(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => Ask<Member>(() => [.. Rows(keys).Select(Member)]);

    public Task<IReadOnlyList<Member>> Clusters(IReadOnlyCollection<long> centres, CancellationToken cancellationToken) =>
        Ask<Member>(() => [.. Rows(centres.Distinct().SelectMany(store.Clusters.Of)).Select(Member)]);

    public Task<IReadOnlyList<Member>> Stories(IReadOnlyCollection<long> stories, CancellationToken cancellationToken) =>
        Ask<Member>(() => [.. Rows(stories.Distinct().SelectMany(store.Stories.Of)).Select(Member)]);

    public Task<IReadOnlyList<Member>> Relatives(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => Ask<Member>(() =>
    {
        var touched = Rows(keys).SelectMany(row => store.Versions(row.ArticleId)).Select(row => row.Key).ToHashSet();
        var families = touched.Select(key => store.Decisions.GetValueOrDefault(key)?.Groups.Family).OfType<long>().Distinct().ToList();
        touched.UnionWith(families.SelectMany(store.Families.Of));
        return [.. Rows(touched).Select(Member)];
    });

    public Task<IReadOnlyList<Edge>> Edges(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        Ask<Edge>(() => [.. FindingsOf(keys).Select(finding => finding.Edge)]);

    public Task<IReadOnlyList<Finding>> Findings(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => Ask<Finding>(() => [.. FindingsOf(keys)]);

    public Task<IReadOnlyList<long>> Reconsiderable(CancellationToken cancellationToken) => Ask<long>(() => [.. store.Reconsider.Take(100)]);

    public Task<IReadOnlyList<long>> Pending(CancellationToken cancellationToken) =>
        Ask<long>(() => [.. store.Decisions.Values.Where(decision => decision is { Revision: > 0, IsPending: true }).Select(decision => decision.Groups.Key).Order()]);

    public Task Save(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken) => Do(() =>
    {
        foreach (var finding in findings)
        {
            var pair = (finding.Edge.Left, finding.Edge.Right);
            if (store.Edges.TryGetValue(pair, out var before))
            {
                if (finding.Edge.Furniture <= before.Edge.Furniture)
                    continue;
                store.Edges[pair] = finding;
                _undo.Push(() => store.Edges[pair] = before);
                continue;
            }
            _undo.Push(() =>
            {
                store.Edges.Remove(pair);
                store.EdgesOf[pair.Left].Remove(pair);
                store.EdgesOf[pair.Right].Remove(pair);
            });
            store.Edges[pair] = finding;
            (store.EdgesOf.TryGetValue(pair.Left, out var left) ? left : store.EdgesOf[pair.Left] = []).Add(pair);
            (store.EdgesOf.TryGetValue(pair.Right, out var right) ? right : store.EdgesOf[pair.Right] = []).Add(pair);
        }
    });

    public Task Save(IReadOnlyCollection<Decision> decisions, CancellationToken cancellationToken) => Do(() =>
    {
        foreach (var decision in decisions)
            Change(decision.Groups.Key, decision);
    });

    public Task Remove(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => Do(() =>
    {
        foreach (var key in keys)
            Change(key, null);
    });

    public Task Post(IReadOnlyCollection<(long Key, int[] Hashes)> postings, CancellationToken cancellationToken) => Do(() =>
    {
        foreach (var (key, hashes) in postings)
        {
            var (row, before) = (store.Rows[key], store.Rows[key].Hashes);
            store.Post(row, hashes);
            _undo.Push(() => store.Post(row, before));
        }
    });

    public Task Furnish(IReadOnlyCollection<FurnitureHash> hashes, CancellationToken cancellationToken) => Do(() =>
    {
        var before = store.Furniture.Count;
        store.Furniture.AddRange(hashes);
        _undo.Push(() => store.Furniture.RemoveRange(before, store.Furniture.Count - before));
    });

    public Task Reconsider(IReadOnlyCollection<long> keys, bool again, CancellationToken cancellationToken) => Do(() =>
    {
        foreach (var key in keys.Where(key => store.Decisions.ContainsKey(key) && store.Reconsider.Contains(key) != again))
        {
            Mark(key, again);
            _undo.Push(() => Mark(key, !again));
        }
    });

    public Task Commit(CancellationToken cancellationToken)
    {
        _undo.Clear();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (store.Lock)
        {
            while (_undo.TryPop(out var undo))
                undo();
        }
        deciding?.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts an article into its groups, or takes it out of them.</summary>
    internal void Replace(long key, Decision? after)
    {
        if (store.Decisions.Remove(key, out var before))
        {
            store.Clusters.Leave(before.Groups.Centre, key);
            store.Families.Leave(before.Groups.Family, key);
            store.Stories.Leave(before.Groups.Story, key);
        }
        if (after is null)
            return;
        store.Decisions[key] = after;
        store.Clusters.Join(after.Groups.Centre, key);
        store.Families.Join(after.Groups.Family, key);
        store.Stories.Join(after.Groups.Story, key);
    }

    private void Change(long key, Decision? after)
    {
        var before = store.Decisions.GetValueOrDefault(key);
        Replace(key, after);
        _undo.Push(() => Replace(key, before));
    }

    private void Mark(long key, bool again) => _ = again ? store.Reconsider.Add(key) : store.Reconsider.Remove(key);

    private IEnumerable<MemoryStore.Row> Rows(IEnumerable<long> keys) => keys.Where(store.Rows.ContainsKey).Select(key => store.Rows[key]);

    private IEnumerable<Finding> FindingsOf(IEnumerable<long> keys) =>
        keys.SelectMany(key => store.EdgesOf.GetValueOrDefault(key, [])).Distinct().Select(pair => store.Edges[pair]);

    private Member Member(MemoryStore.Row row) => new()
    {
        Key = row.Key,
        ArticleId = row.ArticleId,
        Version = row.Version,
        PublishedAt = row.Article?.Times.PublishedAt,
        PublishedPrecision = row.Article?.Times.PublishedPrecision ?? "unknown",
        Source = row.Article?.Source,
        Agency = row.Article?.Agency,
        Words = row.Words,
        IsSuperseded = row.IsSuperseded,
        Decision = store.Decisions.GetValueOrDefault(row.Key) is { } decision ? decision with { Reconsider = store.Reconsider.Contains(row.Key) } : null,
    };

    private Task<IReadOnlyList<T>> Ask<T>(Func<IReadOnlyList<T>> question)
    {
        lock (store.Lock)
            return Task.FromResult(question());
    }

    private Task Do(Action write)
    {
        lock (store.Lock)
            write();
        return Task.CompletedTask;
    }
}
