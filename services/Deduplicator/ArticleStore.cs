using System.Data.Common;
using System.Text.Json;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator;

/// <summary>A candidate as stored, without its text.</summary>
internal sealed record StoredCandidate
{
    public long Key { get; init; }
    public string TextSha256 { get; init; } = "";
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset FirstSeenAt { get; init; }
}

/// <summary>Which row an article version has, and whether its groups were decided before.</summary>
internal sealed record Remembered(long Key, int Version, bool IsNew, bool IsDecided, bool IsSuperseded);

/// <summary>SQL over <c>articles</c> and <c>postings</c>: what was seen, and what might be related to it.</summary>
internal sealed class ArticleStore(Database database)
{
    // A gram that this many clusters share is a phrase of the trade or of a page's furniture, and no evidence.
    private const int MostClustersPerHash = 64;

    /// <summary>Stores a version of an article with its postings, or finds it stored, and commits.</summary>
    public async Task<Remembered> Remember(ArticleFetched article, ContentHashes hashes, int words, IEnumerable<ulong> postings, CancellationToken cancellationToken)
    {
        var submission = article.Intake.MessageId ?? article.Intake.ReceivedAt?.ToString("O") ?? "";
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        while (true)
        {
            if (await Find(transaction, article.ArticleId, hashes.Content, submission, cancellationToken) is { } known)
            {
                await transaction.CommitAsync(cancellationToken);
                return known;
            }
            var key = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("""
                insert into articles (article_id, version, content_sha256, text_sha256, source, published_at, first_seen_at, words, submission, payload)
                select @ArticleId, coalesce(max(version), 0) + 1, @Content, @Text, @Source, @PublishedAt, @FirstSeenAt, @words, @submission, @payload
                from articles where article_id = @ArticleId
                on conflict do nothing
                returning key
                """,
                new
                {
                    article.ArticleId,
                    hashes.Content,
                    hashes.Text,
                    article.Source,
                    article.Times.PublishedAt,
                    article.Times.FirstSeenAt,
                    words,
                    submission,
                    payload = JsonSerializer.Serialize(article),
                }, transaction, cancellationToken: cancellationToken));
            if (key is null)
                continue; // Another worker has just stored a version of this article: look again.
            await Supersede(transaction, article.ArticleId, key.Value, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                $"insert into postings (hash, article_key) select value, @key from {database.Values()} as sought where true on conflict do nothing",
                new { key, values = database.List(postings.Select(hash => (long)hash)) }, transaction, cancellationToken: cancellationToken));
            var version = await connection.ExecuteScalarAsync<int>(new CommandDefinition("select version from articles where key = @key", new { key },
                transaction, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return new(key.Value, version, IsNew: true, IsDecided: false, IsSuperseded: false);
        }
    }

    /// <summary>The articles that share most sampled grams or telling words with this one, or have the same text.</summary>
    public async Task<IReadOnlyList<StoredCandidate>> Candidates(long key, string textSha256, IEnumerable<ulong> postings, int fewest, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<StoredCandidate>(new CommandDefinition($"""
            with hits as (
                select p.hash, p.article_key, coalesce(d.representative_key, p.article_key) as cluster
                from {database.Values()} as sought
                join postings p on p.hash = sought.value
                left join decisions d on d.article_key = p.article_key
                where p.article_key <> @key),
            frequent as (
                select hash from hits group by hash having count(distinct cluster) > @MostClustersPerHash),
            best as (
                select article_key, count(*) as shared from hits
                where hash not in (select hash from frequent)
                group by article_key having count(*) >= @fewest
                order by shared desc, article_key limit @most),
            same as (
                select key as article_key from articles where text_sha256 = @textSha256 and key <> @key order by key limit @most)
            select a.key, a.text_sha256, a.published_at, a.first_seen_at
            from articles a
            where a.superseded = 0 and a.key in (select article_key from best union select article_key from same)
            """,
            new { key, textSha256, fewest, most, MostClustersPerHash, values = database.List(postings.Select(hash => (long)hash)) },
            cancellationToken: cancellationToken))];
    }

    /// <summary>An article as it was stored.</summary>
    public async Task<ArticleFetched> Load(long key, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return JsonSerializer.Deserialize<ArticleFetched>(await connection.QuerySingleAsync<string>(new CommandDefinition(
            "select payload from articles where key = @key", new { key }, cancellationToken: cancellationToken)))!;
    }

    private static async Task<Remembered?> Find(DbTransaction transaction, Guid articleId, string content, string submission, CancellationToken cancellationToken)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<KnownRow>(new CommandDefinition("""
            select a.key, a.version, a.superseded, a.submission, d.article_key as decided
            from articles a left join decisions d on d.article_key = a.key
            where a.article_id = @articleId and a.content_sha256 = @content
            """, new { articleId, content }, transaction, cancellationToken: cancellationToken));
        if (row is null)
            return null;
        if (row.Superseded == 0 || row.Submission == submission)
            return new(row.Key, row.Version, false, row.Decided is not null, row.Superseded != 0);

        // A later submission brings back an earlier content: it is the newest version again.
        var version = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition("""
            update articles set superseded = 0, submission = @submission, version = (select max(version) + 1 from articles where article_id = @articleId)
            where key = @Key
            returning version
            """, new { row.Key, submission, articleId }, transaction, cancellationToken: cancellationToken));
        await Supersede(transaction, articleId, row.Key, cancellationToken);
        return new(row.Key, version, false, false, false);
    }

    private static Task Supersede(DbTransaction transaction, Guid articleId, long newest, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition("update articles set superseded = 1 where article_id = @articleId and key <> @newest and superseded = 0",
            new { articleId, newest }, transaction, cancellationToken: cancellationToken));

    private sealed record KnownRow
    {
        public long Key { get; init; }
        public int Version { get; init; }
        public int Superseded { get; init; }
        public string Submission { get; init; } = "";
        public long? Decided { get; init; }
    }
}
