using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>The store in memory: for one process, until it ends. Beside the article itself it takes for an article of 480
/// words the 4 bytes of a hash and the 16 to 20 of its posting, some 80 times over, and its row.</summary>
internal sealed class MemoryStore(TimeProvider time) : IStore, IDisposable
{
    private readonly SemaphoreSlim _deciding = new(1, 1);
    private readonly Dictionary<Guid, List<Row>> _versions = [];

    internal Lock Lock { get; } = new();
    internal PostingTable Index { get; } = new();
    internal Dictionary<long, Row> Rows { get; } = [];
    internal Dictionary<(long Left, long Right), Finding> Edges { get; } = [];
    internal Dictionary<long, List<(long Left, long Right)>> EdgesOf { get; } = [];
    internal Dictionary<long, Decision> Decisions { get; } = [];
    internal GroupTable Clusters { get; } = new();
    internal GroupTable Families { get; } = new();
    internal GroupTable Stories { get; } = new();
    internal List<FurnitureHash> Furniture { get; } = [];
    internal SortedSet<long> Reconsider { get; } = [];
    private long _newest;

    public Task<IReadOnlyList<Remembered>> Remember(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        lock (Lock)
            return Task.FromResult<IReadOnlyList<Remembered>>([.. entries.Select(Remember)]);
    }

    public Task<IStoreSession> Read(CancellationToken cancellationToken) => Task.FromResult<IStoreSession>(new MemorySession(this, null));

    public async Task<IStoreSession> Decide(CancellationToken cancellationToken)
    {
        await _deciding.WaitAsync(cancellationToken);
        return new MemorySession(this, _deciding);
    }

    public Task HandedOver(IReadOnlyList<Decided> decided, CancellationToken cancellationToken)
    {
        lock (Lock)
        {
            foreach (var one in decided)
            {
                if (Decisions.TryGetValue(one.Key, out var decision) && decision.HandedOver < one.Verdict.Revision)
                    Decisions[one.Key] = decision with { HandedOver = one.Verdict.Revision };
            }
        }
        return Task.CompletedTask;
    }

    public async Task Forget(int beforeWeek, CancellationToken cancellationToken)
    {
        await using var session = (MemorySession)await Decide(cancellationToken);
        lock (Lock)
        {
            foreach (var row in Rows.Values.Where(row => row.Week < beforeWeek && row.Article is not null).ToList())
            {
                session.Replace(row.Key, null);
                Post(row, []);
                Reconsider.Remove(row.Key);
                // Who it was stays known: what comes again later is its next version.
                (row.Article, row.IsSuperseded) = (null, true);
                if (!EdgesOf.Remove(row.Key, out var edges))
                    continue;
                foreach (var edge in edges)
                {
                    Edges.Remove(edge);
                    EdgesOf.GetValueOrDefault(edge.Left == row.Key ? edge.Right : edge.Left)?.Remove(edge);
                }
            }
            // What stood in groups with those, or is named after them, is to be grouped anew.
            Reconsider.UnionWith(Decisions.Values.Select(decision => decision.Groups)
                .Where(group => new[] { group.Centre, group.Representative, group.Family, group.Story }.Any(key => Rows[key].Article is null)).Select(group => group.Key));
        }
    }

    public void Dispose() => _deciding.Dispose();

    internal IReadOnlyList<Row> Versions(Guid articleId) => _versions[articleId];

    private Remembered Remember(Entry entry)
    {
        var versions = _versions.TryGetValue(entry.Article.ArticleId, out var known) ? known : _versions[entry.Article.ArticleId] = [];
        var next = versions.Select(row => row.Version).DefaultIfEmpty().Max() + 1;
        if (versions.Find(row => row.Content == entry.Content) is { } before)
        {
            if (!before.IsSuperseded || before.Submission == entry.Submission)
                return new(before.Key, before.Version, false, Decisions.ContainsKey(before.Key), before.IsSuperseded);
            // A later submission brings back an earlier content: it is the newest version again.
            (before.Version, before.Submission) = (next, entry.Submission);
            (before.Article, before.Week) = (entry.Article, Weeks.Of(time.GetUtcNow()));
            Supersede(versions, before);
            Post(before, entry.Hashes);
            return new(before.Key, next, false, false, false);
        }
        var row = new Row(++_newest, entry.Article, entry.Content, entry.Words, Sources.Hash(entry.Article.Source), Weeks.Of(time.GetUtcNow()))
        {
            Version = next,
            Submission = entry.Submission,
            Hashes = entry.Hashes,
        };
        versions.Add(row);
        Rows[row.Key] = row;
        foreach (var hash in entry.Hashes)
            Index.Add(hash, (int)row.Key);
        Supersede(versions, row);
        return new(row.Key, next, true, false, false);
    }

    internal void Post(Row row, int[] hashes)
    {
        foreach (var hash in row.Hashes)
            Index.Remove(hash, (int)row.Key);
        row.Hashes = hashes;
        foreach (var hash in hashes)
            Index.Add(hash, (int)row.Key);
    }

    private static void Supersede(List<Row> versions, Row newest)
    {
        foreach (var version in versions)
            version.IsSuperseded = version != newest;
    }

    internal sealed class Row(long key, ArticleFetched article, Guid content, int words, int source, int week)
    {
        public long Key { get; } = key;
        public Guid ArticleId { get; } = article.ArticleId;
        public ArticleFetched? Article { get; set; } = article;
        public Guid Content { get; } = content;
        public int Words { get; } = words;
        public int Source { get; } = source;
        public int Week { get; set; } = week;
        public int Version { get; set; }
        public string Submission { get; set; } = "";
        public bool IsSuperseded { get; set; }
        public int[] Hashes { get; set; } = [];
    }
}
