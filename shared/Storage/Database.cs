using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IngestPipeline.Storage;

/// <summary>The state of the pipeline: PostgreSQL, or SQLite when everything runs in one process. The same SQL runs on
/// both; where PostgreSQL has a statement of its own, both stand side by side and <see cref="IsPostgres"/> chooses.</summary>
public sealed class Database : IAsyncDisposable
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    internal Database(DbDataSource source, bool isPostgres) => (Source, IsPostgres) = (source, isPostgres);

    /// <summary>Opens connections.</summary>
    public DbDataSource Source { get; }

    /// <summary>True on PostgreSQL, false on SQLite.</summary>
    public bool IsPostgres { get; }

    /// <summary>PostgreSQL 15 or later.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Database Postgres(string connectionString)
    {
        // Short statements: compiling one takes longer than running it.
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options ??= "-c jit=off";
        return new(NpgsqlDataSource.Create(settings), true);
    }

    /// <summary>SQLite in write-ahead mode.</summary>
    /// <param name="file">Path; created when missing.</param>
    public static Database Sqlite(string file)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 60, Pooling = true };
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        connection.Execute("pragma journal_mode = wal");
        return new(SqliteFactory.Instance.CreateDataSource(settings.ConnectionString), false);
    }

    /// <summary>Opens a connection and begins a transaction. On SQLite it takes the write lock at once, so that two
    /// writers wait for each other instead of failing halfway.</summary>
    public async Task<DbTransaction> Begin(CancellationToken cancellationToken)
    {
        var connection = await Source.OpenConnectionAsync(cancellationToken);
        if (connection is not SqliteConnection sqlite)
            return await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        // 64 MiB of pages and 32 MiB of log between checkpoints, so that an index is not read and written again page by page.
        await sqlite.ExecuteAsync("pragma synchronous = normal; pragma cache_size = -65536; pragma wal_autocheckpoint = 8192");
        return sqlite.BeginTransaction(deferred: false);
    }

    /// <summary>A table of one column <c>value</c> in SQL, made from the parameter <c>@values</c>: see <see cref="List"/>.</summary>
    public string Values() => IsPostgres ? "(select unnest(@values) as value)" : "(select value from json_each(@values))";

    /// <summary>A list as the parameter that <see cref="Values"/> reads: an array on PostgreSQL, JSON on SQLite.</summary>
    public object List(IEnumerable<long> values) => IsPostgres ? values.ToArray() : System.Text.Json.JsonSerializer.Serialize(values);

    /// <summary>A table in SQL, made from the parameter <c>@rows</c>: see <see cref="Json"/>.</summary>
    /// <param name="columns">Name and PostgreSQL type of each column: <c>key bigint, kind text</c>.</param>
    public string Rows(string columns) => IsPostgres
        ? $"json_to_recordset(cast(@rows as json)) as r({columns})"
        : $"(select {string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')[0]).Select(name => $"value ->> '{name}' as {name}"))} from json_each(@rows)) as r";

    /// <summary>Rows as the parameter that <see cref="Rows"/> reads: objects whose members are named as the columns.</summary>
    public static string Json<T>(IEnumerable<T> rows) => System.Text.Json.JsonSerializer.Serialize(rows);

    /// <summary>In SQL, the bytes that a column of <see cref="Rows"/> gives as hexadecimal digits.</summary>
    /// <param name="column">Its name.</param>
    public string Bytes(string column) => IsPostgres ? $"decode({column}, 'hex')" : $"unhex({column})";

    /// <summary>In SQL, whole seconds since 1970 by the database's clock: one clock for all services.</summary>
    public string Now => IsPostgres ? "cast(extract(epoch from now()) as bigint)" : "unixepoch()";

    /// <summary>In SQL, milliseconds since 1970 by the database's clock, at the moment of the statement.</summary>
    public string NowMs => IsPostgres ? "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)" : "cast(unixepoch('subsec') * 1000 as integer)";

    /// <summary>In SQL, the name of the function that gives the greatest of its arguments, none of which is null.</summary>
    public string Greatest => IsPostgres ? "greatest" : "max";

    /// <summary>In SQL, what locks the rows that a <c>select</c> finds and passes over those that others have locked; nothing on SQLite, whose writers
    /// wait for each other anyway.</summary>
    public string SkipLocked => IsPostgres ? "for update skip locked" : "";

    /// <summary>In SQL, what locks the rows that a <c>select</c> finds; nothing on SQLite.</summary>
    public string ForUpdate => IsPostgres ? "for update" : "";

    /// <summary>An instant as both databases read it from text: UTC, fixed digits.</summary>
    public static string? Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(InstantHandler.Format, CultureInfo.InvariantCulture);

    /// <summary>Closes idle connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (!IsPostgres)
            SqliteConnection.ClearAllPools();
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override Guid Parse(object value) => value is Guid id ? id : Guid.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, Guid value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToString("D") : value;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        // Fixed digits and UTC: text that sorts as time does.
        public const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant,
            DateTime time => new(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            _ => DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is SqliteParameter)
                parameter.Value = value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
            else
                parameter.Value = value.ToUniversalTime();
        }
    }
}
