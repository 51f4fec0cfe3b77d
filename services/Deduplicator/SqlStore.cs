using System.Data.Common;
using System.Globalization;
using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator;

/// <summary>The store in PostgreSQL or SQLite.</summary>
internal sealed class SqlStore(Database database, TimeProvider time) : IStore
{
    // Any numbers that nobody else locks: "groups" and "weeks" in ASCII. One lock for all groups: deciding is short,
    // comparing is not done under it, and no order of locks has to be kept.
    private const long GroupsLock = 0x67726F757073, WeeksLock = 0x7765656B73;

    private int _newestWeek;

    public async Task<IReadOnlyList<Remembered>> Remember(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var week = await Week(cancellationToken);
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        var known = new Dictionary<Guid, Remembered>();
        // In order of the id, so that two workers wait for each other instead of locking up.
        var open = entries.OrderBy(entry => entry.Article.ArticleId).ToList();
        while (open.Count > 0)
        {
            var before = (await Versions(transaction, open, cancellationToken)).ToLookup(row => row.ArticleId);
            foreach (var entry in open)
            {
                if (before[entry.Article.ArticleId].FirstOrDefault(row => row.Content == entry.Content) is { } row)
                    known[entry.Article.ArticleId] = await Again(transaction, row, entry, week, cancellationToken);
            }
            open.RemoveAll(entry => known.ContainsKey(entry.Article.ArticleId));
            foreach (var (entry, stored) in await Insert(transaction, open, before, week, cancellationToken))
                known[entry.Article.ArticleId] = stored;
            // What another worker has just stored is looked for again.
            open.RemoveAll(entry => known.ContainsKey(entry.Article.ArticleId));
        }
        await transaction.CommitAsync(cancellationToken);
        return [.. entries.Select(entry => known[entry.Article.ArticleId])];
    }

    public async Task<IStoreSession> Read(CancellationToken cancellationToken) =>
        new SqlSession(database, await database.Source.OpenConnectionAsync(cancellationToken), null);

    public async Task<IStoreSession> Decide(CancellationToken cancellationToken)
    {
        var transaction = await database.Begin(cancellationToken);
        if (database.IsPostgres)
            await Lock(transaction, GroupsLock, cancellationToken);
        return new SqlSession(database, transaction.Connection!, transaction);
    }

    public async Task HandedOver(IReadOnlyList<Decided> decided, CancellationToken cancellationToken)
    {
        // Under the lock of the groups: these rows in another order than a settlement takes them would lock both up.
        await using var session = await Decide(cancellationToken);
        var transaction = ((SqlSession)session).Transaction!;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition($"""
            update decisions set handed_over = r.revision from {database.Rows("key bigint, revision integer")}
            where r.key = decisions.article_key and r.revision > decisions.handed_over
            """, new { rows = Database.Json(decided.Select(one => new { key = one.Key, revision = one.Verdict.Revision })) }, transaction, cancellationToken: cancellationToken));
        await session.Commit(cancellationToken);
    }

    public async Task Forget(int beforeWeek, CancellationToken cancellationToken)
    {
        await using var session = await Decide(cancellationToken);
        var transaction = ((SqlSession)session).Transaction!;
        var connection = transaction.Connection!;
        var old = new { beforeWeek };
        const string Keys = "(select key from articles where week < @beforeWeek)";
        foreach (var sql in new[]
        {
            $"delete from edges where left_key in {Keys} or right_key in {Keys}",
            $"delete from decisions where article_key in {Keys}",
            // What stood in groups with those, or is named after them, is to be grouped anew.
            $"update decisions set reconsider = 1 where centre_key in {Keys} or representative_key in {Keys} or family_key in {Keys} or story_key in {Keys}",
        })
            await connection.ExecuteAsync(new CommandDefinition(sql, old, transaction, cancellationToken: cancellationToken));
        if (database.IsPostgres)
        {
            foreach (var table in await connection.QueryAsync<string>(new CommandDefinition("""
                select relname from pg_inherits join pg_class on oid = inhrelid where inhparent = 'texts'::regclass
                """, transaction: transaction, cancellationToken: cancellationToken)))
            {
                if (int.Parse(table.AsSpan("texts_".Length), CultureInfo.InvariantCulture) < beforeWeek)
                    await connection.ExecuteAsync(new CommandDefinition($"drop table {table}", transaction: transaction, cancellationToken: cancellationToken));
            }
        }
        else
        {
            await connection.ExecuteAsync(new CommandDefinition($"delete from postings where key in {Keys}; delete from texts where week < @beforeWeek",
                old, transaction, cancellationToken: cancellationToken));
        }
        // Who they were stays known: what comes again later is their next version, not announced under an old one's id.
        await connection.ExecuteAsync(new CommandDefinition("update articles set superseded = 1 where week < @beforeWeek and superseded = 0", old, transaction, cancellationToken: cancellationToken));
        await session.Commit(cancellationToken);
    }

    // The week of arrival, and its partition.
    private async Task<int> Week(CancellationToken cancellationToken)
    {
        var week = Weeks.Of(time.GetUtcNow());
        if (!database.IsPostgres || week == _newestWeek)
            return week;
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        await Lock(transaction, WeeksLock, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(string.Create(CultureInfo.InvariantCulture,
            $"create table if not exists texts_{week} partition of texts for values in ({week})"), transaction: transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return _newestWeek = week;
    }

    private static Task Lock(DbTransaction transaction, long name, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(
        new CommandDefinition("select pg_advisory_xact_lock(@name)", new { name }, transaction, cancellationToken: cancellationToken));

    private Task<IEnumerable<VersionRow>> Versions(DbTransaction transaction, List<Entry> entries, CancellationToken cancellationToken) =>
        transaction.Connection!.QueryAsync<VersionRow>(new CommandDefinition($"""
            select a.key, a.article_id, a.version, a.content, a.superseded, a.submission, d.article_key as decided
            from {database.Rows("article_id uuid")} join articles a on a.article_id = r.article_id left join decisions d on d.article_key = a.key
            """, new { rows = Database.Json(entries.Select(entry => new { article_id = entry.Article.ArticleId })) }, transaction, cancellationToken: cancellationToken));

    private async Task<Remembered> Again(DbTransaction transaction, VersionRow row, Entry entry, int week, CancellationToken cancellationToken)
    {
        if (row.Superseded == 0 || row.Submission == entry.Submission)
            return new(row.Key, row.Version, false, row.Decided is not null, row.Superseded != 0);

        // A later submission brings back an earlier content: it is the newest version again, and found again.
        var version = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition($"""
            {(database.IsPostgres ? "" : "delete from postings where key = @Key;")}
            delete from texts where key = @Key;
            update articles set published_at = @PublishedAt, published_precision = @PublishedPrecision, source = @Source, agency = @Agency,
                superseded = 0, submission = @Submission, week = @week, version = (select max(version) + 1 from articles where article_id = @ArticleId)
            where key = @Key
            returning version
            """, new { row.Key, entry.Article.Times.PublishedAt, entry.Article.Times.PublishedPrecision, entry.Article.Source, entry.Agency, entry.Submission, row.ArticleId, week }, transaction, cancellationToken: cancellationToken));
        await Write(transaction, [(entry, row.Key)], week, cancellationToken);
        await Supersede(transaction, [(row.ArticleId, row.Key)], cancellationToken);
        return new(row.Key, version, false, false, false);
    }

    private async Task<IReadOnlyList<(Entry Entry, Remembered Stored)>> Insert(DbTransaction transaction, List<Entry> entries, ILookup<Guid, VersionRow> before, int week, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return [];
        var next = entries.ToDictionary(entry => entry.Article.ArticleId, entry => before[entry.Article.ArticleId].Select(row => row.Version).DefaultIfEmpty().Max() + 1);
        const string Columns = "article_id uuid, version integer, content uuid, published_at timestamptz, published_precision text, first_seen_at timestamptz, source text, agency text, words integer, submission text, week integer";
        var keys = (await transaction.Connection!.QueryAsync<VersionRow>(new CommandDefinition($"""
            insert into articles (article_id, version, content, published_at, published_precision, first_seen_at, source, agency, words, submission, week)
            select article_id, version, content, published_at, published_precision, first_seen_at, source, agency, words, submission, week from {database.Rows(Columns)}
            where true
            on conflict do nothing
            returning key, article_id
            """,
            new
            {
                rows = Database.Json(entries.Select(entry => new
                {
                    article_id = entry.Article.ArticleId,
                    version = next[entry.Article.ArticleId],
                    content = entry.Content,
                    published_at = Database.Text(entry.Article.Times.PublishedAt),
                    published_precision = entry.Article.Times.PublishedPrecision,
                    first_seen_at = Database.Text(entry.Article.Times.FirstSeenAt),
                    source = entry.Article.Source,
                    agency = entry.Agency,
                    words = entry.Words,
                    submission = entry.Submission,
                    week,
                })),
            }, transaction, cancellationToken: cancellationToken))).ToDictionary(row => row.ArticleId, row => row.Key);
        var stored = entries.Where(entry => keys.ContainsKey(entry.Article.ArticleId)).ToList();
        await Supersede(transaction, [.. stored.Where(entry => next[entry.Article.ArticleId] > 1).Select(entry => (entry.Article.ArticleId, keys[entry.Article.ArticleId]))], cancellationToken);
        await Write(transaction, [.. stored.Select(entry => (entry, keys[entry.Article.ArticleId]))], week, cancellationToken);
        return [.. stored.Select(entry => (entry, new Remembered(keys[entry.Article.ArticleId], next[entry.Article.ArticleId], IsNew: true, IsDecided: false, IsSuperseded: false)))];
    }

    private async Task Write(DbTransaction transaction, IReadOnlyList<(Entry Entry, long Key)> stored, int week, CancellationToken cancellationToken)
    {
        var rows = stored.Select(one => new
        {
            week,
            key = one.Key,
            source = Sources.Hash(one.Entry.Article.Source),
            hashes = one.Entry.Hashes,
            payload = Packed.Bytes(one.Entry.Article),
        }).ToList();
        if (database.IsPostgres)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition($"""
                insert into texts (week, key, source, hashes, payload)
                select week, key, source, hashes, decode(payload, 'base64') from {database.Rows("week integer, key bigint, source integer, hashes integer[], payload text")}
                """, new { rows = Database.Json(rows) }, transaction, cancellationToken: cancellationToken));
            return;
        }
        // One by one: read out of JSON, columns as long as these take a quarter longer.
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("insert into texts (week, key, source, hashes, payload) values (@week, @key, @source, @hashes, @payload)",
            rows.Select(row => new { row.week, row.key, row.source, hashes = Database.Json(row.hashes), row.payload }), transaction, cancellationToken: cancellationToken));
        SqlitePostings.Add(transaction, rows.SelectMany(row => row.hashes.Select(hash => new Posting(hash, row.key, row.source))));
    }

    private async Task Supersede(DbTransaction transaction, IReadOnlyList<(Guid ArticleId, long Newest)> articles, CancellationToken cancellationToken)
    {
        if (articles.Count == 0)
            return;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition($"""
            update articles set superseded = 1 from {database.Rows("article_id uuid, newest bigint")}
            where articles.superseded = 0 and r.article_id = articles.article_id and r.newest <> articles.key
            """, new { rows = Database.Json(articles.Select(article => new { article_id = article.ArticleId, newest = article.Newest })) }, transaction, cancellationToken: cancellationToken));
    }

    private sealed record VersionRow
    {
        public long Key { get; init; }
        public Guid ArticleId { get; init; }
        public int Version { get; init; }
        public Guid Content { get; init; }
        public int Superseded { get; init; }
        public string Submission { get; init; } = "";
        public long? Decided { get; init; }
    }
}
