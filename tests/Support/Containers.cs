using DotNet.Testcontainers.Builders;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace IngestPipeline.Support;

// Compiled with PackageFeed=full only; without this file the calls to the two partial methods are left out.
public sealed partial class Broker
{
    static partial void StartContainer(ref Task<Broker?>? start, CancellationToken token) => start = Container.Try(async () =>
    {
        var container = new RabbitMqBuilder("rabbitmq:4-management").WithPortBinding(15672, assignRandomHostPort: true).Build();
        await container.StartAsync(token);
        var api = new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(15672)}/");
        return new Broker(new Uri(container.GetConnectionString()), api, $"container {container.Image.FullName}", container);
    });
}

public sealed partial class Database
{
    static partial void StartContainer(ref Task<Database?>? start, CancellationToken token) => start = Container.Try(async () =>
    {
        var container = new PostgreSqlBuilder("postgres:17").Build();
        await container.StartAsync(token);
        return new Database(container.GetConnectionString(), $"container {container.Image.FullName}", container);
    });
}

internal static class Container
{
    /// <summary>Null where no container engine answers: the fixture then looks for an installed server.</summary>
    public static async Task<T?> Try<T>(Func<Task<T>> start)
        where T : class
    {
        try { return await start(); }
        catch (DockerUnavailableException) { return null; }
    }
}
