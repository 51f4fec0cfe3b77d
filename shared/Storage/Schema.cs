using System.Data.Common;
using Dapper;

namespace IngestPipeline.Storage;

/// <summary>Brings a database to the newest schema: the files of the folder of this name, each applied once, in order.</summary>
public static class Schema
{
    // Any number that nobody else locks: "ingest" in ASCII.
    private const long Lock = 0x696E67657374;
    private const string Grants = "IngestPipeline.Storage.Grants.sql";

    /// <summary>Whether nothing is missing. Wants no right but to read <c>schema_versions</c>.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public static async Task<bool> IsCurrent(Database database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var isThere = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(database.IsPostgres
            ? "select to_regclass('schema_versions') is not null"
            : "select count(*) from sqlite_master where name = 'schema_versions'", cancellationToken: cancellationToken));
        return isThere && (await Applied(connection, null, cancellationToken)).IsSupersetOf(Files(database).Select(file => file.Name));
    }

    /// <summary>Applies what is missing and grants the other services' roles what they need of it, under a lock, so that any number of
    /// services may start at once.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public static async Task Apply(Database database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Begin(cancellationToken);
        var connection = transaction.Connection!;
        await using var _ = connection;
        await Alone(database, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("create table if not exists schema_versions (name text primary key)",
            transaction: transaction, cancellationToken: cancellationToken));
        var applied = await Applied(connection, transaction, cancellationToken);

        foreach (var (name, sql) in Files(database).Where(file => !applied.Contains(file.Name)))
        {
            await connection.ExecuteAsync(new CommandDefinition(database.IsPostgres ? sql : ForSqlite(sql),
                transaction: transaction, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition("insert into schema_versions (name) values (@name)", new { name }, transaction,
                cancellationToken: cancellationToken));
        }
        await Grant(database, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Grants the other services' roles what they need of the tables, when these roles exist and the one that asks owns the tables.</summary>
    /// <param name="database">The database, with the newest schema.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public static async Task Grant(Database database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Begin(cancellationToken);
        await using var _ = transaction.Connection!;
        await Alone(database, transaction, cancellationToken);
        await Grant(database, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task Grant(Database database, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (!database.IsPostgres)
            return;
        using var reader = new StreamReader(typeof(Schema).Assembly.GetManifestResourceStream(Grants)!);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(await reader.ReadToEndAsync(cancellationToken), transaction: transaction, cancellationToken: cancellationToken));
    }

    // SQLite's transactions are alone by themselves.
    private static Task Alone(Database database, DbTransaction transaction, CancellationToken cancellationToken) => database.IsPostgres
        ? transaction.Connection!.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { Lock }, transaction, cancellationToken: cancellationToken))
        : Task.CompletedTask;

    private static async Task<HashSet<string>> Applied(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<string>(new CommandDefinition("select name from schema_versions", transaction: transaction, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);

    // The files are PostgreSQL's; these words are all in which SQLite differs.
    private static string ForSqlite(string sql) => sql
        .Replace("bigint generated by default as identity primary key", "integer primary key", StringComparison.Ordinal)
        .Replace(" uuid", " text", StringComparison.Ordinal)
        .Replace(" timestamptz", " text", StringComparison.Ordinal);

    // "0001_name.sql" is for both databases, "0001_name.postgres.sql" and "0001_name.sqlite.sql" each for one.
    private static IEnumerable<(string Name, string Sql)> Files(Database database)
    {
        var dialect = database.IsPostgres ? "postgres" : "sqlite";
        var assembly = typeof(Schema).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name != Grants).Order(StringComparer.Ordinal))
        {
            var parts = resource[resource.IndexOf(".Schema.", StringComparison.Ordinal)..].Split('.');
            if (parts.Length == 5 && parts[3] != dialect)
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (parts[2], reader.ReadToEnd());
        }
    }
}
