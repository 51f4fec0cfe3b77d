using System.Data.Common;

namespace IngestPipeline.Deduplicator;

/// <summary>The index of hashes on SQLite, which has no index over arrays: one row a hash and article. Written by one
/// prepared statement again and again, in order of the hash, which took a fifth of the time of one over JSON.</summary>
internal static class SqlitePostings
{
    public static Task Add(DbTransaction transaction, IEnumerable<Posting> postings, CancellationToken cancellationToken) =>
        Each(transaction, "insert or ignore into postings (hash, key, source) values ($hash, $key, $source)", postings, cancellationToken);

    public static Task Remove(DbTransaction transaction, IEnumerable<Posting> postings, CancellationToken cancellationToken) =>
        Each(transaction, "delete from postings where hash = $hash and key = $key and source = $source", postings, cancellationToken);

    private static async Task Each(DbTransaction transaction, string sql, IEnumerable<Posting> postings, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        var (hash, key, source) = (Parameter("$hash"), Parameter("$key"), Parameter("$source"));
        foreach (var posting in postings.OrderBy(posting => posting.Hash))
        {
            (hash.Value, key.Value, source.Value) = (posting.Hash, posting.Key, posting.Source);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        DbParameter Parameter(string name)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
