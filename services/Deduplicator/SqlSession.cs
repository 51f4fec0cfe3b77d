using System.Data.Common;
using System.Text.Json;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator;

/// <summary>SQL over <c>texts</c>, <c>articles</c>, <c>edges</c>, <c>decisions</c> and <c>furniture</c>, in a transaction when one is given.</summary>
internal sealed class SqlSession(Database database, DbConnection connection, DbTransaction? transaction) : IStoreSession
{
    private const string EdgeColumns = "e.left_key, e.right_key, e.kind, e.left_in_right, e.right_in_left, e.likeness, e.furniture";

    public DbTransaction? Transaction => transaction;

    // Hundreds of rows an article: read without a mapper.
    public async Task<IReadOnlyList<Posting>> Postings(IReadOnlyCollection<int> hashes, CancellationToken cancellationToken)
    {
        if (!database.IsPostgres)
            return SqlitePostings.Of(connection, hashes);
        var postings = new List<Posting>(hashes.Count * 2);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            "select sought.value, t.key, t.source from (select cast(unnest(@values) as integer) as value) as sought join texts t on t.hashes @> array[sought.value]",
            new { values = database.List(hashes.Select(hash => (long)hash)) }, transaction, cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken))
            postings.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2)));
        return postings;
    }

    public async Task<(IReadOnlyList<FurnitureHash> Hashes, long Newest)> FurnitureSince(long id, CancellationToken cancellationToken)
    {
        var rows = await Query<FurnitureRow>("select id, source, hash from furniture where id > @id order by id", new { id }, cancellationToken);
        return ([.. rows.Select(row => new FurnitureHash(row.Source, row.Hash))], rows.Count == 0 ? id : rows[^1].Id);
    }

    public async Task<IReadOnlyList<Stored>> Load(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
    [.. (await Query<TextRow>($"select t.key, a.version, t.payload from {database.Values()} as sought join texts t on t.key = sought.value join articles a on a.key = t.key",
        new { values = database.List(keys) }, cancellationToken)).Select(row => new Stored(row.Key, row.Version, Packed.Read<ArticleFetched>(row.Payload)))];

    public Task<IReadOnlyList<Member>> Members(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        MembersBy($"{database.Values()} as sought join articles a on a.key = sought.value left join decisions d on d.article_key = a.key", keys, cancellationToken);

    public Task<IReadOnlyList<Member>> Clusters(IReadOnlyCollection<long> centres, CancellationToken cancellationToken) =>
        MembersBy($"{database.Values()} as sought join decisions d on d.centre_key = sought.value join articles a on a.key = d.article_key", centres, cancellationToken);

    public Task<IReadOnlyList<Member>> Stories(IReadOnlyCollection<long> stories, CancellationToken cancellationToken) =>
        MembersBy($"{database.Values()} as sought join decisions d on d.story_key = sought.value join articles a on a.key = d.article_key", stories, cancellationToken);

    public async Task<IReadOnlyList<Member>> Relatives(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
    [.. (await Query<MemberRow>($"""
        with touched as (
            select value as key from {database.Values()} as sought
            union select other.key from {database.Values()} as sought join articles one on one.key = sought.value join articles other on other.article_id = one.article_id),
        members as (
            select key from touched
            union select d.article_key from touched t join decisions f on f.article_key = t.key join decisions d on d.family_key = f.family_key)
        select {MemberRow.Columns} from members m join articles a on a.key = m.key left join decisions d on d.article_key = a.key
        """, new { values = database.List(keys) }, cancellationToken)).Select(row => row.Member)];

    public async Task<IReadOnlyList<Edge>> Edges(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
        [.. (await EdgeRows(EdgeColumns, keys, cancellationToken)).Select(row => row.Edge)];

    public async Task<IReadOnlyList<Finding>> Findings(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) =>
    [.. (await EdgeRows($"{EdgeColumns}, e.measures", keys, cancellationToken))
        .Select(row => new Finding(row.Edge, Packed.Read<Measures?>(row.Measures)))];

    public async Task<IReadOnlyList<long>> Reconsiderable(CancellationToken cancellationToken) =>
        await Query<long>("select article_key from decisions where reconsider = 1 order by article_key limit 100", new { }, cancellationToken);

    public async Task<IReadOnlyList<long>> Pending(CancellationToken cancellationToken) =>
        await Query<long>("select article_key from decisions where handed_over < revision and revision > 0 order by article_key", new { }, cancellationToken);

    public Task Save(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken) => findings.Count == 0 ? Task.CompletedTask : Execute($"""
        insert into edges (left_key, right_key, kind, left_in_right, right_in_left, likeness, furniture, algorithm, measures)
        select left_key, right_key, kind, left_in_right, right_in_left, likeness, furniture, '{Comparison.Algorithm}', {database.Bytes("measures")}
        from {database.Rows("left_key bigint, right_key bigint, kind text, left_in_right double precision, right_in_left double precision, likeness double precision, furniture integer, measures text")}
        where true
        on conflict (left_key, right_key) do update set kind = excluded.kind, left_in_right = excluded.left_in_right, right_in_left = excluded.right_in_left,
            likeness = excluded.likeness, furniture = excluded.furniture, algorithm = excluded.algorithm, measures = excluded.measures
        where excluded.furniture > edges.furniture
        """,
        findings.Select(finding => new
        {
            left_key = finding.Edge.Left,
            right_key = finding.Edge.Right,
            kind = finding.Edge.Kind.ToString(),
            left_in_right = finding.Edge.LeftInRight,
            right_in_left = finding.Edge.RightInLeft,
            likeness = finding.Edge.Likeness,
            furniture = finding.Edge.Furniture,
            measures = Packed.Hex(finding.Measures),
        }), cancellationToken);

    public Task Save(IReadOnlyCollection<Decision> decisions, CancellationToken cancellationToken) => decisions.Count == 0 ? Task.CompletedTask : Execute($"""
        insert into decisions (article_key, centre_key, representative_key, family_key, story_key, relation, cluster_size, origin, neighbours, revision)
        select article_key, centre_key, representative_key, family_key, story_key, relation, cluster_size, origin, neighbours, revision
        from {database.Rows("article_key bigint, centre_key bigint, representative_key bigint, family_key bigint, story_key bigint, relation text, cluster_size integer, origin text, neighbours text, revision integer")}
        where true
        on conflict (article_key) do update set centre_key = excluded.centre_key, representative_key = excluded.representative_key, family_key = excluded.family_key, story_key = excluded.story_key,
            relation = excluded.relation, cluster_size = excluded.cluster_size, origin = excluded.origin, neighbours = excluded.neighbours, revision = excluded.revision
        """,
        decisions.Select(decision => new
        {
            article_key = decision.Groups.Key,
            centre_key = decision.Groups.Centre,
            representative_key = decision.Groups.Representative,
            family_key = decision.Groups.Family,
            story_key = decision.Groups.Story,
            relation = decision.Groups.Relation,
            cluster_size = decision.Groups.ClusterSize,
            origin = Origin.Write(decision.Origin),
            neighbours = decision.Neighbours,
            revision = decision.Revision,
        }), cancellationToken);

    public Task Remove(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => keys.Count == 0 ? Task.CompletedTask :
        Run($"delete from decisions where article_key in (select value from {database.Values()} as sought)", new { values = database.List(keys) }, cancellationToken);

    public async Task Post(IReadOnlyCollection<(long Key, int[] Hashes)> postings, CancellationToken cancellationToken)
    {
        if (postings.Count == 0)
            return;
        var rows = postings.Select(posting => new { key = posting.Key, hashes = posting.Hashes }).ToList();
        if (database.IsPostgres)
        {
            await Execute($"update texts set hashes = r.hashes from {database.Rows("key bigint, hashes integer[]")} where r.key = texts.key", rows, cancellationToken);
            return;
        }
        var before = await Query<TextHashesRow>("select t.key, t.source, t.hashes from json_each(@values) as sought join texts t on t.key = sought.value",
            new { values = database.List(postings.Select(posting => posting.Key)) }, cancellationToken);
        await Execute("update texts set hashes = r.hashes from (select value ->> 'key' as key, value ->> 'hashes' as hashes from json_each(@rows)) as r where r.key = texts.key", rows, cancellationToken);
        var after = postings.ToDictionary(posting => posting.Key, posting => posting.Hashes);
        foreach (var (row, had) in before.Select(row => (row, JsonSerializer.Deserialize<int[]>(row.Hashes)!)))
        {
            SqlitePostings.Remove(transaction!, row.Postings(had.Except(after[row.Key])));
            SqlitePostings.Add(transaction!, row.Postings(after[row.Key].Except(had)));
        }
    }

    public Task Furnish(IReadOnlyCollection<FurnitureHash> hashes, CancellationToken cancellationToken) => hashes.Count == 0 ? Task.CompletedTask :
        Execute($"insert into furniture (source, hash) select source, hash from {database.Rows("source text, hash integer")}",
            hashes.Select(hash => new { source = hash.Source, hash = hash.Hash }), cancellationToken);

    public Task Reconsider(IReadOnlyCollection<long> keys, bool again, CancellationToken cancellationToken) => keys.Count == 0 ? Task.CompletedTask :
        Run($"update decisions set reconsider = @after where reconsider <> @after and article_key in (select value from {database.Values()} as sought)",
            new { values = database.List(keys), after = again ? 1 : 0 }, cancellationToken);

    public Task Commit(CancellationToken cancellationToken) => transaction!.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await (transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
        await connection.DisposeAsync();
    }

    private async Task<IReadOnlyList<Member>> MembersBy(string from, IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => keys.Count == 0 ? [] :
        [.. (await Query<MemberRow>($"select {MemberRow.Columns} from {from}", new { values = database.List(keys) }, cancellationToken)).Select(row => row.Member)];

    private Task<List<EdgeRow>> EdgeRows(string columns, IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => Query<EdgeRow>($"""
        select {columns} from {database.Values()} as sought join edges e on e.left_key = sought.value
        union all
        select {columns} from {database.Values()} as sought join edges e on e.right_key = sought.value
        where e.left_key not in (select value from {database.Values()} as sought)
        """, new { values = database.List(keys) }, cancellationToken);

    private async Task<List<T>> Query<T>(string sql, object parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken))).AsList();

    private Task Run(string sql, object parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    private Task Execute<T>(string sql, IEnumerable<T> rows, CancellationToken cancellationToken) => Run(sql, new { rows = Database.Json(rows) }, cancellationToken);

    private sealed record FurnitureRow
    {
        public long Id { get; init; }
        public string Source { get; init; } = "";
        public int Hash { get; init; }
    }

    private sealed record TextRow
    {
        public long Key { get; init; }
        public int Version { get; init; }
        public byte[] Payload { get; init; } = [];
    }

    private sealed record TextHashesRow
    {
        public long Key { get; init; }
        public int Source { get; init; }
        public string Hashes { get; init; } = "";

        public IEnumerable<Posting> Postings(IEnumerable<int> hashes) => hashes.Select(hash => new Posting(hash, Key, Source));
    }

    private sealed record EdgeRow
    {
        public long LeftKey { get; init; }
        public long RightKey { get; init; }
        public string Kind { get; init; } = "";
        public double LeftInRight { get; init; }
        public double RightInLeft { get; init; }
        public double Likeness { get; init; }
        public int Furniture { get; init; }
        public byte[] Measures { get; init; } = [];

        public Edge Edge => new(LeftKey, RightKey, Enum.Parse<EdgeKind>(Kind), LeftInRight, RightInLeft, Likeness) { Furniture = Furniture };
    }
}
