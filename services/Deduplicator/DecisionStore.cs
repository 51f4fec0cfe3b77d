using System.Data.Common;
using System.Text.Json;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator;

/// <summary>An article version with its groups, ready to be handed over.</summary>
internal sealed record Decided(long Key, ArticleFetched Article, int Version, Verdict Verdict);

/// <summary>SQL over <c>edges</c> and <c>decisions</c>: one transaction turns new edges into groups.</summary>
internal sealed class DecisionStore(Database database)
{
    // Any number that nobody else locks: "groups" in ASCII. One lock for all groups: deciding is short, comparing is not
    // done under it, and no order of locks has to be kept.
    private const long Lock = 0x67726F757073;

    /// <summary>Adds an article's edges and derives the groups of every story it touches anew.</summary>
    /// <returns>The article itself, and every other whose groups the next stage has not got in their newest form.</returns>
    public async Task<IReadOnlyList<Decided>> Settle(long key, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        if (database.IsPostgres)
            await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { Lock }, transaction, cancellationToken: cancellationToken));

        await Insert(transaction, findings, cancellationToken);
        var members = await Members(transaction, key, findings.Select(finding => finding.Edge.Other(key)), cancellationToken);
        var known = await Between(transaction, members, cancellationToken);
        var groups = Groups.Of([.. members.Where(member => member.Superseded == 0).Select(member => member.Node)], known);

        var revisions = await Save(transaction, members, groups, cancellationToken);
        var decided = new List<Decided>();
        // The first verdict on another article is its own handler's to hand over, in its own trace; a crash there brings it back.
        foreach (var group in groups.Where(group => group.Key == key || revisions[group.Key] is { Pending: true, Revision: > 0 }))
            decided.Add(await Load(transaction, group, revisions[group.Key].Revision, members, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return decided;
    }

    /// <summary>Notes that the next stage has got an article's groups up to a revision.</summary>
    public async Task HandedOver(Decided decided, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("update decisions set handed_over = @Revision where article_key = @Key and handed_over < @Revision",
            new { decided.Key, decided.Verdict.Revision }, cancellationToken: cancellationToken));
    }

    private static async Task Insert(DbTransaction transaction, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        foreach (var (edge, measures) in findings)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                insert into edges (left_key, right_key, kind, left_in_right, right_in_left, cosine, algorithm, measures)
                values (@Left, @Right, @kind, @LeftInRight, @RightInLeft, @Cosine, @Algorithm, @measures) on conflict do nothing
                """,
                new
                {
                    edge.Left,
                    edge.Right,
                    kind = edge.Kind.ToString().ToLowerInvariant(),
                    edge.LeftInRight,
                    edge.RightInLeft,
                    edge.Cosine,
                    Comparison.Algorithm,
                    measures = JsonSerializer.Serialize(measures),
                }, transaction, cancellationToken: cancellationToken));
        }
    }

    // The article, and all of every story that it, an earlier version of it, or a neighbour of it belongs to.
    private async Task<IReadOnlyList<Member>> Members(DbTransaction transaction, long key, IEnumerable<long> neighbours, CancellationToken cancellationToken) =>
    [.. await transaction.Connection!.QueryAsync<Member>(new CommandDefinition($"""
        with touched as (
            select value as key from {database.Values()} as sought
            union select older.key from articles older join articles newer on newer.article_id = older.article_id where newer.key = @key),
        stories as (
            select distinct d.story_key from decisions d join touched t on t.key = d.article_key),
        members as (
            select @key as key
            union select d.article_key from decisions d join stories s on s.story_key = d.story_key)
        select a.key, a.article_id, a.published_at, a.words, a.superseded,
               d.representative_key, d.family_key, d.story_key, d.relation, d.cluster_size, d.revision, d.handed_over
        from members m join articles a on a.key = m.key left join decisions d on d.article_key = a.key
        """, new { key, values = database.List(neighbours.Append(key)) }, transaction, cancellationToken: cancellationToken))];

    private async Task<IReadOnlyList<Edge>> Between(DbTransaction transaction, IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var rows = await transaction.Connection!.QueryAsync<EdgeRow>(new CommandDefinition($"""
            with members as (select value as key from {database.Values()} as sought)
            select left_key, right_key, kind, left_in_right, right_in_left, cosine from edges
            where left_key in (select key from members) and right_key in (select key from members)
            """, new { values = database.List(members.Select(member => member.Key)) }, transaction, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Edge)];
    }

    private static async Task<Dictionary<long, (int Revision, bool Pending)>> Save(DbTransaction transaction, IReadOnlyList<Member> members,
        IReadOnlyList<Grouping> groups, CancellationToken cancellationToken)
    {
        var before = members.ToDictionary(member => member.Key);
        foreach (var gone in members.Where(member => member.Superseded != 0 && member.Revision is not null))
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition("delete from decisions where article_key = @Key", new { gone.Key },
                transaction, cancellationToken: cancellationToken));
        }

        var revisions = new Dictionary<long, (int Revision, bool Pending)>();
        foreach (var group in groups)
        {
            var revision = before[group.Key].NextRevision(group);
            if (!before[group.Key].Holds(group))
            {
                await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                    insert into decisions (article_key, representative_key, family_key, story_key, relation, cluster_size, revision)
                    values (@Key, @Representative, @Family, @Story, @Relation, @ClusterSize, @revision)
                    on conflict (article_key) do update set representative_key = excluded.representative_key, family_key = excluded.family_key,
                        story_key = excluded.story_key, relation = excluded.relation, cluster_size = excluded.cluster_size, revision = excluded.revision
                    """, new { group.Key, group.Representative, group.Family, group.Story, group.Relation, group.ClusterSize, revision },
                    transaction, cancellationToken: cancellationToken));
            }
            revisions[group.Key] = (revision, revision > (before[group.Key].HandedOver ?? -1));
        }
        return revisions;
    }

    private static async Task<Decided> Load(DbTransaction transaction, Grouping group, int revision,
        IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var row = await transaction.Connection!.QuerySingleAsync<StoredRow>(new CommandDefinition("""
            select a.version, a.text_sha256, a.payload, r.payload as representative_payload
            from articles a join articles r on r.key = @Representative
            where a.key = @Key
            """, new { group.Key, group.Representative }, transaction, cancellationToken: cancellationToken));
        var findings = await transaction.Connection!.QueryAsync<EdgeRow>(new CommandDefinition("""
            select left_key, right_key, kind, left_in_right, right_in_left, cosine, measures from edges
            where (left_key = @Key or right_key = @Key) and kind <> 'story'
            """, new { group.Key }, transaction, cancellationToken: cancellationToken));
        var ids = members.ToDictionary(member => member.Key, member => member.ArticleId);
        var trace = group.Representative == group.Key ? null : JsonSerializer.Deserialize<ArticleFetched>(row.RepresentativePayload)!.TraceParent;
        return new(group.Key, JsonSerializer.Deserialize<ArticleFetched>(row.Payload)!, row.Version,
            Verdicts.Of(group, revision, row.TextSha256, trace,
            [.. findings.Select(finding => new Finding(finding.Edge, JsonSerializer.Deserialize<Measures>(finding.Measures)!))], ids));
    }

    private sealed record EdgeRow
    {
        public long LeftKey { get; init; }
        public long RightKey { get; init; }
        public string Kind { get; init; } = "";
        public double LeftInRight { get; init; }
        public double RightInLeft { get; init; }
        public double Cosine { get; init; }
        public string Measures { get; init; } = "";

        public Edge Edge => new(LeftKey, RightKey, Enum.Parse<EdgeKind>(Kind, ignoreCase: true), LeftInRight, RightInLeft, Cosine);
    }

    private sealed record StoredRow
    {
        public int Version { get; init; }
        public string TextSha256 { get; init; } = "";
        public string Payload { get; init; } = "";
        public string RepresentativePayload { get; init; } = "";
    }
}
