using System.Text;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Support;
using IngestPipeline.Tagger;
using MassTransit;

namespace IngestPipeline.Integration.Tests;

/// <summary>Each right that a service has on the broker is one it cannot do without. That all together are enough the
/// whole way shows, which runs on them.</summary>
public sealed class RightsTests(RightsTests.Rig rig) : IClassFixture<RightsTests.Rig>
{
    private static readonly Dictionary<string, Action<IBusRegistrationConfigurator>> Services = new(StringComparer.Ordinal)
    {
        ["fetcher"] = bus => bus.AddFetcher(),
        ["deduplicator"] = bus => bus.AddDeduplicator(),
        ["tagger"] = bus => bus.AddTagger(),
        ["publisher"] = bus => bus.AddPublisher(),
    };

    public static TheoryData<string, string, string> All =>
        [.. Services.Keys.SelectMany(service => Rights.Of(service).Select(right => (service, right.Kind, right.Name)))];

    [Theory, MemberData(nameof(All))]
    public async Task Without_it_the_service_ends_and_says_what_it_lacks(string service, string kind, string name)
    {
        await rig.Feed(service);

        var said = await HostedStage.End(Services[service], await rig.Rights.Without(service, kind, name), rig.Postgres);

        said.ShouldStartWith("This service cannot run: the broker refuses it: ACCESS_REFUSED");
        said.ShouldContain($" '{name.Replace("\\", "", StringComparison.Ordinal)}' ");
    }

    /// <summary>The script that sets up a broker: with passwords from files, and as often as one likes.</summary>
    [Fact]
    public async Task A_broker_is_set_up_from_a_folder_of_secrets()
    {
        Assert.SkipUnless(rig.Servers.Broker.IsPrivate, "wants a broker that it may set up");
        using var secrets = new TemporaryFolder();
        var apply = Path.Combine(Repository.Root, "deploy", "rabbitmq", "apply");
        foreach (var user in Rights.Users)
            secrets.Write(user, $"first-{user}\n");
        await rig.Servers.Broker.Run([apply, secrets.Path], TestContext.Current.CancellationToken);

        foreach (var user in Rights.Users)
            secrets.Write(user, $"second-{user}\n");
        await rig.Servers.Broker.Run([apply, secrets.Path], TestContext.Current.CancellationToken);

        foreach (var user in Rights.Users)
            await (await Wire.Open(new UriBuilder(rig.Servers.Broker.AmqpUri) { UserName = user, Password = $"second-{user}", Path = "news" }.Uri)).DisposeAsync();
        (await rig.Servers.Broker.Names("queues", new Uri("amqp://localhost/news"))).ShouldContain(Names.ArticlesStream);
    }

    public sealed class Rig(Servers servers) : IAsyncLifetime
    {
        private Wire _wire = null!;
        private IBusControl _bus = null!;

        internal Servers Servers => servers;

        internal Rights Rights { get; private set; } = null!;

        internal string Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            (Rights, Postgres) = (await Rights.Grant(servers.Broker, "rights"), await servers.Database.Create("rights"));
            // A hand-over whose refusal the client has lost is parked, and made again soon.
            await servers.Broker.Policy(Rights.VirtualHost, "^park", """{"message-ttl": 500}""");
            _wire = await Wire.Open(Rights.VirtualHost);
            _bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(Rights.VirtualHost));
            await _bus.StartAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _bus.StopAsync(CancellationToken.None);
            await _wire.DisposeAsync();
        }

        /// <summary>Gives a service something to hand on.</summary>
        internal Task Feed(string service) => service switch
        {
            "fetcher" => _wire.Send(Names.Intake, Encoding.UTF8.GetBytes(Some.Text)),
            "deduplicator" => _bus.Publish(Some.Fetched(1)),
            "tagger" => _bus.Publish(Some.Deduplicated(1)),
            _ => _bus.Publish(Some.Tagged(1)),
        };
    }
}
