using System.Text;
using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Storage;
using IngestPipeline.Support;
using IngestPipeline.Tagger;
using IngestPipeline.Text;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>Texts that are too large for a message, on the wire between the stages.</summary>
public sealed class LargeTextTests(Servers servers)
{
    private const int LargestMessage = 300_000;
    private const string Fetched = "IngestPipeline.Contracts:ArticleFetched", Deduplicated = "IngestPipeline.Contracts:ArticleDeduplicated",
        Tagged = "IngestPipeline.Contracts:ArticleTagged";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(1_000_000), InlineData(9_000_000)]
    public async Task It_goes_the_whole_way_beside_small_messages(int bytes)
    {
        await using var rig = await Rig.Start(servers, $"large-{bytes}", bus =>
        {
            bus.AddFetcher();
            bus.AddDeduplicator();
            bus.AddTagger();
            bus.AddPublisher();
        });
        var between = await rig.Wire.Listen([Fetched, Deduplicated, Tagged]);
        var published = await rig.Wire.Listen(Names.Articles, ExchangeType.Topic);
        var text = Some.Long(bytes);

        await rig.Drop(text);
        var article = (await published.Take(1)).Single();

        ((string)article.Json["item"]!["bodies"]![0]!["value"]!).ShouldBe(text);
        var messages = await between.Take(3);
        messages.ShouldAllBe(message => message.Body.Length < LargestMessage);
        messages[0].MessageId.ShouldBe(NameId.Of("hand-over", "fetcher", (string)article.Json["item"]!["uri"]!, "Skarholm", text).ToString());
        rig.Quarantined.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_answer_is_the_same_whether_it_came_in_its_message_or_beside_it()
    {
        await using var rig = await Rig.Start(servers, "large-same", bus => bus.AddDeduplicator());
        var inbox = await rig.Wire.Listen(Deduplicated);
        var article = Some.Fetched(1, Some.Long(LargestMessage));

        await rig.Stage.Bus.Publish(article, Token);
        var within = (await inbox.Take(1)).Single();
        await rig.Stage.Bus.Publish(await rig.Claims.CheckIn(article, Token), Token);
        var beside = (await inbox.Take(1)).Single();

        beside.MessageId.ShouldNotBeNull().ShouldBe(within.MessageId);
        Content(beside).ShouldBe(Content(within));

        static string Content(Delivered message) => message.Message["article"]!.ToJsonString() + message.Message["verdict"]!.ToJsonString();
    }

    [Theory, InlineData(Names.DeduplicateArticle), InlineData(Names.TagArticle), InlineData(Names.PublishArticle)]
    public async Task A_message_whose_text_is_gone_rests_in_quarantine_at_once(string queue)
    {
        await using var rig = await Rig.Start(servers, $"large-gone-{queue}", bus =>
        {
            bus.AddDeduplicator();
            bus.AddTagger();
            bus.AddPublisher();
        });
        var light = Some.Fetched(1) with { Text = "", TextSha256 = new string('a', 64) };

        await (queue switch
        {
            Names.DeduplicateArticle => rig.Stage.Bus.Publish(light, Token),
            Names.TagArticle => rig.Stage.Bus.Publish(Some.Deduplicated(1) with { Article = light }, Token),
            _ => rig.Stage.Bus.Publish(Some.Tagged(1) with { Article = light }, Token),
        });
        var message = (await rig.Quarantined.Take(1)).Single();

        message.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldStartWith($"The text with SHA-256 {light.TextSha256} is not in the database");
        message.Header(Names.AttemptsHeader).ShouldBe("1");
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(MissingBodyException).FullName);
        message.Header("MT-Fault-InputAddress").ShouldNotBeNull().ShouldEndWith($"/{queue}");
        // The quarantine's own marker: its queue keeps order.
        await rig.Wire.Send(Names.Quarantine, "marker"u8.ToArray(), new BasicProperties { MessageId = "marker" });
        (await rig.Quarantined.Take(1)).Single().MessageId.ShouldBe("marker");
        rig.Parked.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_away_while_it_is_to_be_stored_loses_nothing()
    {
        await using var rig = await Rig.Start(servers, "large-storing", bus => bus.AddFetcher());
        var fetched = await rig.Wire.Listen(Fetched);

        await rig.Relay.Cut();
        await rig.Drop(Some.Long(LargestMessage));
        (await rig.Parked.Take(1)).Single().RoutingKey.ShouldBe(Names.Intake);
        fetched.Rest().ShouldBeEmpty("no message before its text is stored");
        rig.Relay.Open();

        var hash = (string?)(await fetched.Take(1)).Single().Message["textSha256"];
        (await rig.Bodies()).ShouldBe([hash!]);
        rig.Quarantined.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_away_while_it_is_to_be_read_loses_nothing()
    {
        await using var rig = await Rig.Start(servers, "large-reading", bus => bus.AddTagger());
        var tagged = await rig.Wire.Listen(Tagged);
        var article = Some.Deduplicated(1, text: Some.Long(LargestMessage));
        var light = article with { Article = await rig.Claims.CheckIn(article.Article, Token) };

        await rig.Relay.Cut();
        await rig.Stage.Bus.Publish(light, Token);
        (await rig.Parked.Take(1)).Single().RoutingKey.ShouldBe(Names.TagArticle);
        rig.Relay.Open();

        var message = (await tagged.Take(1)).Single().Message;
        ((string?)message["article"]!["textSha256"]).ShouldBe(light.Article.TextSha256);
        message["entities"]!.AsArray().ShouldNotBeEmpty();
        rig.Quarantined.Rest().ShouldBeEmpty();
    }

    private sealed record Rig(Wire Wire, HostedStage Stage, Relay Relay, Storage.Database Database, Inbox Parked, Inbox Quarantined) : IAsyncDisposable
    {
        public ClaimCheck Claims => new(Database);

        public static async Task<Rig> Start(Servers servers, string name, Action<IBusRegistrationConfigurator> add)
        {
            var virtualHost = await servers.Broker.VirtualHost(name);
            await servers.Broker.Policy(virtualHost, "^park", """{"message-ttl": 500}""");
            var direct = await servers.Database.Create(name.Replace('-', '_'));
            var relayed = new NpgsqlConnectionStringBuilder(direct);
            var relay = new Relay(relayed.Port);
            (relayed.Host, relayed.Port) = ("127.0.0.1", relay.Port);
            relay.Open();
            var wire = await Wire.Open(virtualHost);
            var stage = await HostedStage.Start(add, virtualHost, relayed.ConnectionString);
            return new(wire, stage, relay, Storage.Database.Postgres(direct), await wire.Listen([Names.ParkShort, Names.ParkLonger, Names.ParkLong]), await wire.Listen(Names.Quarantine));
        }

        public Task Drop(string text)
        {
            var submission = new JsonObject { ["id"] = "long", ["source"] = "paper.example", ["title"] = "Skarholm", ["text"] = text };
            return Wire.Send(Names.Intake, Encoding.UTF8.GetBytes(submission.ToJsonString()), new BasicProperties { MessageId = "long", Persistent = true });
        }

        public async Task<List<string>> Bodies()
        {
            await using var reader = await Database.Source.CreateCommand("select sha256 from bodies").ExecuteReaderAsync(Token);
            var hashes = new List<string>();
            while (await reader.ReadAsync(Token))
                hashes.Add(reader.GetString(0));
            return hashes;
        }

        public async ValueTask DisposeAsync()
        {
            await Stage.DisposeAsync();
            await Wire.DisposeAsync();
            await Database.DisposeAsync();
            await Relay.DisposeAsync();
        }
    }
}
