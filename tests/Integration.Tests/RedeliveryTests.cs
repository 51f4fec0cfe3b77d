using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Tagger;
using IngestPipeline.Text;
using MassTransit;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>A message that is delivered twice gives the same answer under the same id, stage by stage.</summary>
public sealed class RedeliveryTests(Servers servers)
{
    private const string Fetched = "IngestPipeline.Contracts:ArticleFetched", Deduplicated = "IngestPipeline.Contracts:ArticleDeduplicated",
        Tagged = "IngestPipeline.Contracts:ArticleTagged";

    [Fact]
    public async Task The_Fetcher_gives_the_same_answer()
    {
        await using var rig = await Rig.Start(servers, "redelivery-fetcher", bus => bus.AddFetcher());
        var inbox = await rig.Wire.Listen(Fetched);
        var submission = Encoding.UTF8.GetBytes($$"""{"id": "pier", "source": "paper.example", "text": {{JsonValue.Create(Some.Text).ToJsonString()}}}""");

        for (var time = 0; time < 2; time++)
            await rig.Wire.Send(Names.Intake, submission, new BasicProperties { MessageId = "pier-1" });
        var (first, second) = await Two(inbox);

        // When it was received is of each delivery; later stages keep the first.
        Same(first, second, "times", "traceParent", "stages", "intake");
        ((string?)second.Message["intake"]!["messageId"]).ShouldBe("pier-1");
    }

    [Fact]
    public async Task The_Deduplicator_gives_the_same_answer()
    {
        await using var rig = await Rig.Start(servers, "redelivery-deduplicator", bus => bus.AddDeduplicator());
        var inbox = await rig.Wire.Listen(Deduplicated);

        await rig.Publish(Some.Fetched(1), Some.Fetched(1));
        var (alone, again) = await Two(inbox);
        await rig.Publish(Some.Fetched(2, Some.Text + "\n\nNo date was given."));
        // Both have changed: the one has come, the other is no longer alone.
        var copy = (await inbox.Take(2)).Single(message => Of(message, 2));
        await rig.Publish(Some.Fetched(2, Some.Text + "\n\nNo date was given."));
        var copyAgain = await inbox.Next(message => Of(message, 2));

        Same(alone, again, "stages");
        Same(copy, copyAgain, "stages");
        ((string?)copy.Message["verdict"]!["representativeId"]).ShouldBe(Some.Id(1).ToString());

        static bool Of(Delivered message, int number) => (string?)message.Message["article"]!["articleId"] == Some.Id(number).ToString();
    }

    [Fact]
    public async Task The_Tagger_gives_the_same_answer()
    {
        await using var rig = await Rig.Start(servers, "redelivery-tagger", bus => bus.AddTagger());
        var inbox = await rig.Wire.Listen(Tagged);

        await rig.Publish(Some.Deduplicated(1), Some.Deduplicated(1));
        var (first, second) = await Two(inbox);

        Same(first, second, "stages");
        first.Message["entities"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_Publisher_gives_the_same_answer()
    {
        await using var rig = await Rig.Start(servers, "redelivery-publisher", bus => bus.AddPublisher());
        var inbox = await rig.Wire.Listen(Names.Articles, ExchangeType.Topic);

        await rig.Publish(Some.Tagged(1), Some.Tagged(1));
        var (first, second) = await Two(inbox);
        await rig.Publish(Some.Tagged(1, revision: 1), Some.Tagged(1), Some.Tagged(1, revision: 1));
        var (changed, changedAgain) = await Two(inbox);

        Same(first, second, "pipeline");
        Same(changed, changedAgain, "pipeline");
        (first.RoutingKey, changed.RoutingKey).ShouldBe(("article.enriched.unique.en", "cluster.changed.representative.en"));
        second.Properties.Timestamp.ShouldBe(first.Properties.Timestamp);
    }

    /// <summary>Two workers on one queue and database, eight copies at once, each delivered twice.</summary>
    [Fact]
    public async Task Copies_that_arrive_at_once_meet()
    {
        await using var rig = await Rig.Start(servers, "redelivery-at-once", bus => bus.AddDeduplicator());
        await using var second = await rig.Another(bus => bus.AddDeduplicator());
        var inbox = await rig.Wire.Listen(Deduplicated);
        var newest = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var copies = Enumerable.Range(1, 8).Select(number => Some.Fetched(number)).ToArray();

        await Task.WhenAll(rig.Publish(copies), rig.Publish(copies));
        await inbox.Until(message => Note(message) && newest.Count == 8 && newest.Values.Select(verdict => (string)verdict["copyClusterId"]!).Distinct().Count() == 1);
        await rig.Publish(copies);
        await inbox.Until(message => Note(message) && newest.Values.All(verdict => (int)verdict["clusterSize"]! == 8));

        newest.Values.ShouldAllBe(verdict => (string)verdict["representativeId"]! == Some.Id(1).ToString());
        newest.Values.Count(verdict => (string)verdict["relation"]! == "unique").ShouldBe(1);
        newest.Values.Count(verdict => (string)verdict["relation"]! == "copy").ShouldBe(7);
        newest.Values.Select(verdict => (string)verdict["storyId"]!).Distinct().ShouldHaveSingleItem();

        bool Note(Delivered message)
        {
            var (id, verdict) = ((string)message.Message["article"]!["articleId"]!, message.Message["verdict"]!);
            if (!newest.TryGetValue(id, out var before) || (int)verdict["revision"]! >= (int)before["revision"]!)
                newest[id] = verdict;
            return true;
        }
    }

    /// <summary>Of eight copies each has many chances to be found; of two only one.</summary>
    [Fact]
    public async Task Two_copies_that_arrive_at_once_meet()
    {
        const int Pairs = 12;
        await using var rig = await Rig.Start(servers, "redelivery-pairs", bus => bus.AddDeduplicator());
        await using var second = await rig.Another(bus => bus.AddDeduplicator());
        var inbox = await rig.Wire.Listen(Deduplicated);
        var revisions = new Dictionary<string, int>(StringComparer.Ordinal);
        var clusters = new Dictionary<string, string>(StringComparer.Ordinal);
        var copies = Enumerable.Range(0, 2 * Pairs).Select(number => Some.Fetched(number, Some.Words(number / 2, 150))).ToArray();

        await rig.Publish(copies);
        await inbox.Until(message => Note(message) == 2 * Pairs);
        // All are stored and decided: now each says where it ended up.
        await rig.Publish(copies);
        await inbox.Until(message => Note(message) == 2 * Pairs && clusters.Values.CountBy(cluster => cluster).All(pair => pair.Value == 2));

        clusters.Values.Distinct().Count().ShouldBe(Pairs);

        // Two workers hand over side by side, so messages on one article may cross: the highest revision holds.
        int Note(Delivered message)
        {
            var (id, verdict) = ((string)message.Message["article"]!["articleId"]!, message.Message["verdict"]!);
            var revision = (int)verdict["revision"]!;
            if (revision >= revisions.GetValueOrDefault(id))
                (revisions[id], clusters[id]) = (revision, (string)verdict["copyClusterId"]!);
            return clusters.Count;
        }
    }

    private static async Task<(Delivered First, Delivered Second)> Two(Inbox inbox)
    {
        var two = await inbox.Take(2);
        return (two[0], two[1]);
    }

    // The same id and the same message, but for what belongs to each delivery.
    private static void Same(Delivered first, Delivered second, params string[] except)
    {
        second.MessageId.ShouldNotBeNull().ShouldBe(first.MessageId);
        second.RoutingKey.ShouldBe(first.RoutingKey);
        Without(second).ShouldBe(Without(first));

        string Without(Delivered message)
        {
            var json = (message.Json["message"] ?? message.Json).DeepClone().AsObject();
            foreach (var name in except)
                json.Remove(name).ShouldBeTrue(name);
            return json.ToJsonString();
        }
    }

    private sealed class Rig(Uri virtualHost, string postgres, Wire wire, HostedStage stage) : IAsyncDisposable
    {
        public Wire Wire => wire;

        public static async Task<Rig> Start(Servers servers, string name, Action<IBusRegistrationConfigurator> add)
        {
            var virtualHost = await servers.Broker.VirtualHost(name);
            var postgres = await servers.Database.Create(name.Replace('-', '_'));
            return new(virtualHost, postgres, await Wire.Open(virtualHost), await HostedStage.Start(add, virtualHost, postgres));
        }

        public Task<HostedStage> Another(Action<IBusRegistrationConfigurator> add) => HostedStage.Start(add, virtualHost, postgres);

        /// <summary>Publishes as the stage before would; equal messages under one id.</summary>
        public async Task Publish<T>(params T[] messages) where T : class
        {
            foreach (var message in messages)
                await stage.Bus.Publish(message, publish => publish.MessageId = NameId.Of(JsonSerializer.Serialize(message)), TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await stage.DisposeAsync();
            await wire.DisposeAsync();
        }
    }
}
