using IngestPipeline.Support;

namespace IngestPipeline.Faults;

/// <summary>What all trials share: a private broker, a private database and an origin of pages.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private Rig(Broker broker, Database database, Origin origin, string logs) => (Broker, Database, Origin, Logs) = (broker, database, origin, logs);

    public Broker Broker { get; }

    public Database Database { get; }

    public Origin Origin { get; }

    /// <summary>Folder for the services' logs.</summary>
    public string Logs { get; }

    public static async Task<Rig> Start(string? image, string logs, CancellationToken token)
    {
        var database = Database.StartPrivate(token);
        var broker = await Broker.StartPrivate(image, token);
        // Queues tell the management API every second how much lies in them, not every five.
        await broker.Evaluate("application:set_env(rabbit, quorum_tick_interval, 1000), application:set_env(rabbit, collect_statistics_interval, 1000).", token);
        return new(broker, await database, await Origin.Start(), logs);
    }

    /// <summary>What the trials ran on, with the date.</summary>
    public async Task<string> Versions()
    {
        var overview = await Broker.Get("api/overview");
        await using var data = Npgsql.NpgsqlDataSource.Create(await Database.Create("versions"));
        await using var command = data.CreateCommand("show server_version");
        return $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}; RabbitMQ {overview["rabbitmq_version"]}, Erlang {overview["erlang_version"]}, PostgreSQL {await command.ExecuteScalarAsync()}, "
            + $".NET {Environment.Version}, {Environment.ProcessorCount} cores";
    }

    public async ValueTask DisposeAsync()
    {
        await Origin.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
