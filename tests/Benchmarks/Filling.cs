using IngestPipeline.Deduplicator;
using IngestPipeline.Storage;
using Npgsql;
using NpgsqlTypes;

namespace IngestPipeline.Benchmarks;

/// <summary>Fills a PostgreSQL database with the first articles of the stream by COPY, each in groups of its own and found
/// by all its hashes, which is more than the index would hold of them, but for those that more than 64 share: the state of a million decisions in minutes.</summary>
internal static class Filling
{
    public static async Task Fill(Database database, Deduplicator.Texts texts, int count, CancellationToken cancellationToken)
    {
        var week = Weeks.Of(TimeProvider.System.GetUtcNow());
        await using var connection = (NpgsqlConnection)await database.Source.OpenConnectionAsync(cancellationToken);
        await Run(connection, $"create table texts_{week} partition of texts for values in ({week}); drop index texts_by_hash", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("copy texts (week, key, source, hashes, payload) from stdin (format binary)", cancellationToken))
        {
            var rows = Enumerable.Range(0, count).AsParallel().AsOrdered().Select(index =>
            {
                var article = ArticleStream.From(index, 1).Single();
                return (index, source: Sources.Hash(article.Source), hashes: texts.Read(article).Hashes, payload: Packed.Bytes(article));
            });
            foreach (var (index, source, hashes, payload) in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(week, cancellationToken);
                await copy.WriteAsync((long)index + 1, cancellationToken);
                await copy.WriteAsync(source, cancellationToken);
                await copy.WriteAsync(hashes, NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(payload, cancellationToken);
            }
            await copy.CompleteAsync(cancellationToken);
        }
        await Run(connection, $"""
            set maintenance_work_mem = '1GB';
            create index texts_by_hash on texts using gin (hashes) with (fastupdate = off);
            insert into articles (key, article_id, version, content, published_at, published_precision, first_seen_at, source, words, submission, week)
            select i, gen_random_uuid(), 1, gen_random_uuid(), timestamptz '2026-03-02' + i * interval '1 day' / {ArticleStream.ADay}, 'minute', now(), 'outlet-' || i % 500 || '.example', 480, i, {week} from generate_series(1, {count}) i;
            insert into decisions (article_key, centre_key, representative_key, family_key, story_key, relation, cluster_size, neighbours, revision, handed_over)
            select i, i, i, i, i, 'unique', 1, '', 0, 0 from generate_series(1, {count}) i;
            insert into furniture (source, hash) select '', hash from texts, unnest(hashes) as hash group by hash having count(*) > 64;
            alter sequence articles_key_seq restart with {count + 1};
            """, cancellationToken);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
