using Npgsql;

namespace IngestPipeline.Support;

/// <summary>The PostgreSQL that tests run against: the one in <c>INGEST_TEST_POSTGRES</c>, else a container where the
/// build has them and an engine answers, else a private <c>postgres</c>.</summary>
public sealed partial class Database : IAsyncDisposable
{
    private const string Variable = "INGEST_TEST_POSTGRES";
    private readonly string _server;
    private readonly List<string> _made = [];
    private readonly IAsyncDisposable? _owned;
    private readonly PrivateDatabase? _private;

    internal Database(PrivateDatabase server) : this(server.ConnectionString, server.Origin, server) => _private = server;

    internal Database(string server, string origin, IAsyncDisposable? owned)
    {
        _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
        (Origin, _owned) = (origin, owned);
    }

    /// <summary>Where this database comes from, for people.</summary>
    public string Origin { get; }

    private PrivateDatabase Private => _private ?? throw new InvalidOperationException($"Nothing can be done to {Origin}: it is not private.");

    /// <summary>Starts a private database server and returns when it answers, at most 90 seconds later.</summary>
    public static async Task<Database> StartPrivate(CancellationToken token)
    {
        var database = new Database(await PrivateDatabase.Start(token));
        await database.Ready(token);
        return database;
    }

    /// <summary>Ends a private server at once.</summary>
    public Task Kill() => Private.Kill();

    /// <summary>Starts a private server again on the same data and port; returns when it answers.</summary>
    public Task Restart(CancellationToken token)
    {
        Private.Restart();
        return Ready(token);
    }

    /// <summary>Finds or starts a database server and returns when it answers, at most 90 seconds later.</summary>
    /// <exception cref="InvalidOperationException">None can be had, or it does not answer; says what to do.</exception>
    public static async Task<Database> Start(CancellationToken token)
    {
        Task<Database?>? inContainer = null;
        var given = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;
        if (given is null)
            StartContainer(ref inContainer, token);
        var database = given is not null
            ? new Database(given, $"{Variable}, {new NpgsqlConnectionStringBuilder(given).Host}", owned: null)
            : (inContainer is null ? null : await inContainer) ?? new Database(await PrivateDatabase.Start(token));

        await database.Ready(token);
        await Console.Error.WriteLineAsync($"Tests use PostgreSQL: {database.Origin}");
        return database;
    }

    /// <summary>A database of that name with nothing in it; one that is there already goes first.</summary>
    /// <param name="name">Letters, digits and <c>_</c>; prefixed by <c>test_</c> on the server.</param>
    /// <returns>Its connection string.</returns>
    /// <exception cref="ArgumentException">Another character in the name.</exception>
    public async Task<string> Create(string name)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            throw new ArgumentException($"'{name}' is no plain database name", nameof(name));
        var database = $"test_{name}".ToLowerInvariant();
        await Execute($"drop database if exists {database} with (force)", CancellationToken.None);
        await Execute($"create database {database}", CancellationToken.None);
        _made.Add(database);
        return new NpgsqlConnectionStringBuilder(_server) { Database = database, Pooling = true }.ConnectionString;
    }

    /// <summary>Stops the server if this fixture started it; else drops the databases made on it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_owned is not null)
            await _owned.DisposeAsync();
        else
            foreach (var database in _made)
                await Execute($"drop database if exists {database} with (force)", CancellationToken.None);
    }

    static partial void StartContainer(ref Task<Database?>? start, CancellationToken token);

    private Task Ready(CancellationToken token) =>
        Readiness.Wait($"PostgreSQL ({Origin})", _owned, cancel => Execute("select 1", cancel), token);

    private async Task Execute(string sql, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
