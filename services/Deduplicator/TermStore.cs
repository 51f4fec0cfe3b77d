using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Deduplicator;

/// <summary>SQL over <c>terms</c>: how often the stream has used a word.</summary>
internal sealed class TermStore(Database database)
{
    public async Task<IReadOnlyList<(ulong Hash, long Documents)>> Load(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Hash, long Documents)>(new CommandDefinition("select hash, documents from terms", cancellationToken: cancellationToken));
        return [.. rows.Select(row => ((ulong)row.Hash, row.Documents))];
    }

    /// <summary>Adds counts. In order of the hash, so that two workers wait for each other instead of locking up.</summary>
    public async Task Add(IReadOnlyDictionary<ulong, long> counts, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        if (database.IsPostgres)
        {
            // One statement, since a service that ends has seconds, and a long text brings a hundred thousand words.
            var sorted = counts.OrderBy(pair => (long)pair.Key).ToArray();
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into terms (hash, documents) select * from unnest(@hashes, @documents)
                on conflict (hash) do update set documents = terms.documents + excluded.documents
                """, new { hashes = Array.ConvertAll(sorted, pair => (long)pair.Key), documents = Array.ConvertAll(sorted, pair => pair.Value) }, transaction, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        foreach (var (hash, documents) in counts.OrderBy(pair => (long)pair.Key))
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into terms (hash, documents) values (@hash, @documents)
                on conflict (hash) do update set documents = terms.documents + excluded.documents
                """, new { hash = (long)hash, documents }, transaction, cancellationToken: cancellationToken));
        }
        await transaction.CommitAsync(cancellationToken);
    }
}
