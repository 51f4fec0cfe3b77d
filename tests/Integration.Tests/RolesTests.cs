using System.Text;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Support;
using IngestPipeline.Tagger;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>Each service on a role of its own in the database: together they are enough the whole way, and each grant is one that a
/// service cannot do without.</summary>
public sealed class RolesTests(Servers servers)
{
    private static readonly Dictionary<string, Action<IBusRegistrationConfigurator>> Services = new(StringComparer.Ordinal)
    {
        ["fetcher"] = bus =>
        {
            bus.AddFetcher();
            bus.AddSingleton(Options.Create(new FetcherOptions { Contact = "desk@paper.example" }));
        },
        ["deduplicator"] = bus => bus.AddDeduplicator(),
        ["tagger"] = bus => bus.AddTagger(),
        ["publisher"] = bus => bus.AddPublisher(),
    };

    public static TheoryData<string, string, string> Grants =>
    [
        ("fetcher", "select", "bodies"), ("fetcher", "insert", "bodies"), ("fetcher", "update", "bodies"),
        ("fetcher", "insert", "fetches"), ("fetcher", "insert", "hosts"), ("fetcher", "update", "hosts"), ("fetcher", "select", "hosts"),
        ("tagger", "select", "bodies"), ("tagger", "update", "bodies"),
        ("publisher", "select", "bodies"), ("publisher", "update", "bodies"),
        ("publisher", "select", "publications"), ("publisher", "insert", "publications"), ("publisher", "update", "publications"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_goes_the_whole_way_on_them()
    {
        var (virtualHost, database) = (await servers.Broker.VirtualHost("roles"), await Granted("roles"));
        await using var wire = await Wire.Open(virtualHost);
        var published = await wire.Listen(Names.Articles, ExchangeType.Topic);
        var stages = new List<HostedStage>();
        foreach (var (role, add) in Services)
            stages.Add(await HostedStage.Start(add, virtualHost, As(role, database)));

        await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Some.Long(400_000)), new BasicProperties { MessageId = "large" });
        await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Some.Text), new BasicProperties { MessageId = "small" });

        var arrived = new HashSet<string>(StringComparer.Ordinal);
        await published.Until(message => arrived.Add((string)message.Json["pipeline"]!["intake"]!["messageId"]!) && arrived.Count == 2);
        arrived.ShouldBe(["large", "small"], ignoreOrder: true);
        foreach (var stage in stages)
            await stage.DisposeAsync();
    }

    [Theory, MemberData(nameof(Grants))]
    public async Task Without_it_the_work_fails_and_says_what_is_missing(string role, string right, string table)
    {
        var name = $"roles_{role}_{right}_{table}";
        var (virtualHost, database) = (await servers.Broker.VirtualHost(name), await Granted(name));
        await Execute(database, $"revoke {right} on {table} from {role}");
        await using var wire = await Wire.Open(virtualHost);
        await using var stage = await HostedStage.Start(Services[role], virtualHost, As(role, database));
        var parked = await wire.Listen(Names.ParkShort);

        await Feed(role, table, wire, stage, database);

        (await parked.Next(_ => true)).Header(Names.HistoryHeader).ShouldNotBeNull().ShouldContain($"42501: permission denied for table {table}");
    }

    [Theory, InlineData("fetcher"), InlineData("tagger"), InlineData("publisher")]
    public async Task Without_a_look_at_the_schema_a_service_ends(string role)
    {
        var database = await Granted($"roles_look_{role}");
        await Execute(database, $"revoke select on schema_versions from {role}");

        await using var service = ServiceProcess.Launch(char.ToUpperInvariant(role[0]) + role[1..], await servers.Broker.VirtualHost($"roles-look-{role}"), As(role, database));

        (await service.Exit()).ShouldBe(1, service.Log);
        service.Log.ShouldContain("This service cannot run: the database does not take it: 42501: permission denied for table schema_versions");
    }

    [Theory, InlineData("fetcher"), InlineData("tagger"), InlineData("publisher")]
    public async Task Nobody_else_may_touch_what_the_Deduplicator_has(string role)
    {
        var database = await Granted($"roles_others_{role}");

        foreach (var table in new[] { "articles", "texts", "edges", "decisions", "furniture", "terms" })
        {
            (await Should.ThrowAsync<PostgresException>(() => Execute(As(role, database), $"select * from {table}"))).SqlState.ShouldBe("42501");
            (await Should.ThrowAsync<PostgresException>(() => Execute(As(role, database), $"delete from {table}"))).SqlState.ShouldBe("42501");
        }
        (await Should.ThrowAsync<PostgresException>(() => Execute(As(role, database), "create table mine (id int)"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => Execute(As(role, database), "delete from bodies"))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task A_service_that_comes_before_the_Deduplicator_waits_for_its_schema()
    {
        var (virtualHost, database) = (await servers.Broker.VirtualHost("roles-early"), await servers.Database.Create("roles_early"));
        await Execute(database, await Roles());
        await using var publisher = ServiceProcess.Launch("Publisher", virtualHost, As("publisher", database));
        await publisher.Says("it waits for the one that may");

        await (await HostedStage.Start(Services["deduplicator"], virtualHost, As("deduplicator", database))).DisposeAsync();

        (await publisher.IsReady()).ShouldBeTrue(publisher.Log);
    }

    internal static string As(string role, string database) => new NpgsqlConnectionStringBuilder(database) { Username = role }.ConnectionString;

    internal static Task<string> Roles() => File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "postgres", "roles.sql"), Token);

    // As it is set up: the roles, then what the Deduplicator makes at its start and grants the others.
    private async Task<string> Granted(string name)
    {
        var database = await servers.Database.Create(name);
        await Execute(database, await Roles());
        await (await HostedStage.Start(Services["deduplicator"], await servers.Broker.VirtualHost($"{name}-first"), As("deduplicator", database))).DisposeAsync();
        return database;
    }

    internal static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task Feed(string role, string table, Wire wire, HostedStage stage, string database)
    {
        var text = Some.Long(400_000);
        if (role == "fetcher")
        {
            await wire.Send(Names.Intake, Encoding.UTF8.GetBytes(table == "bodies" ? text : "https://paper.example/a"), new BasicProperties { MessageId = "large" });
            return;
        }
        await using var whole = Storage.Database.Postgres(database);
        var article = await new ClaimCheck(whole).CheckIn(Some.Fetched(1, text), Token);
        if (role == "tagger")
            await stage.Bus.Publish(Some.Deduplicated(1) with { Article = article }, Token);
        else
            await stage.Bus.Publish(Some.Tagged(1) with { Article = article }, Token);
    }
}
