using System.Net;
using IngestPipeline.Support;
using Npgsql;

namespace IngestPipeline.Integration.Tests;

/// <summary>What a service does when what it stands on is late, refuses it, or is there while the bus is not.</summary>
public sealed class StartTests(Servers servers)
{
    [Fact]
    public async Task It_waits_for_a_late_database_and_a_late_broker_and_answers_meanwhile()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-late");
        var postgres = new NpgsqlConnectionStringBuilder(await servers.Database.Create("start_late"));
        await using var broker = new Relay(virtualHost.Port);
        await using var database = new Relay(postgres.Port);
        (postgres.Host, postgres.Port) = ("127.0.0.1", database.Port);
        await using var publisher = ServiceProcess.Launch("Publisher", new UriBuilder(virtualHost) { Host = "127.0.0.1", Port = broker.Port }.Uri, postgres.ConnectionString);

        (await Answers(publisher)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        database.Open();
        (await Answers(publisher)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        broker.Open();

        (await publisher.IsReady()).ShouldBeTrue(publisher.Log);
        publisher.Log.ShouldContain("The database does not answer yet");
    }

    [Fact]
    public async Task It_stops_when_told_to_while_it_waits()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-stop");
        await using var publisher = ServiceProcess.Launch("Publisher", virtualHost, $"Host=127.0.0.1;Port={Ports.Free()};Database=x;Username=x");
        await Answers(publisher);

        (await publisher.Terminate()).ShouldBe(0, publisher.Log);
    }

    [Fact]
    public async Task It_ends_when_the_broker_does_not_know_its_password()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-password");
        await using var tagger = ServiceProcess.Launch("Tagger", new UriBuilder(virtualHost) { Password = "wrong" }.Uri, await servers.Database.Create("start_password"));

        await EndsWith(tagger, "This service cannot run: the broker refuses it: ");
    }

    [Fact]
    public async Task It_ends_when_the_broker_does_not_let_it_declare_its_queue()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-permission");
        await using var tagger = ServiceProcess.Launch("Tagger", await servers.Broker.User("start-nobody", virtualHost, configure: "^$"), await servers.Database.Create("start_permission"));

        await EndsWith(tagger, "This service cannot run: the broker refuses it: ACCESS_REFUSED");
    }

    [Fact]
    public async Task It_ends_when_the_database_refuses_it()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-database");
        var postgres = new NpgsqlConnectionStringBuilder(await servers.Database.Create("start_database")) { Database = "not_there" };
        await using var publisher = ServiceProcess.Launch("Publisher", virtualHost, postgres.ConnectionString);

        await EndsWith(publisher, "This service cannot run: the database does not take it: 3D000");
    }

    [Fact]
    public async Task It_ends_when_its_queue_is_another_kind_of_queue()
    {
        var virtualHost = await servers.Broker.VirtualHost("start-argument");
        await using var wire = await Wire.Open(virtualHost);
        await wire.Declare("tag-article");
        await using var tagger = ServiceProcess.Launch("Tagger", virtualHost, await servers.Database.Create("start_argument"), ("Watchdog__Patience", "00:00:06"));

        // The declaration that the broker refuses closes the channel under the others: which of them the bus tells of is chance, at each of its tries.
        await EndsWith(tagger, "The bus has not been healthy");
        tagger.Log.ShouldContain("PRECONDITION_FAILED");
    }

    private static async Task EndsWith(ServiceProcess service, string reason)
    {
        (await service.Exit()).ShouldBe(1, service.Log);
        service.Log.Split('\n').Count(line => line.Contains(reason, StringComparison.Ordinal) && line.Contains("Critical", StringComparison.Ordinal)).ShouldBe(1, service.Log);
        service.Log.ShouldNotContain("Unhandled exception");
    }

    // Until its port listens nothing is known.
    private static async Task<(HttpStatusCode? Live, HttpStatusCode? Ready)> Answers(ServiceProcess service)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await service.Health("live") is null)
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        return (await service.Health("live"), await service.Health("ready"));
    }
}
