using IngestPipeline.Support;

[assembly: AssemblyFixture(typeof(IngestPipeline.Integration.Tests.Servers))]
[assembly: Trait("Category", "Integration")]

namespace IngestPipeline.Integration.Tests;

/// <summary>One broker and one database server for all tests; each class takes a virtual host and a database of its own.</summary>
public sealed class Servers : IAsyncLifetime
{
    public Broker Broker { get; private set; } = null!;

    public Database Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var database = Database.Start(token);
        Broker = await Broker.Start(token);
        Database = await database;
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
