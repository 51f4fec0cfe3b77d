using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

public sealed class WholeWayTests(WholeWayRig rig) : IClassFixture<WholeWayRig>, IDisposable
{
    private static readonly string Schema = Path.Combine(Repository.Root, "shared", "Contracts", "enriched-article.schema.json");

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(rig.Logs);
    }

    [Fact]
    public void Dropping_the_samples_tells_three_stories()
    {
        rig.Dropped.ExitCode.ShouldBe(0, rig.Dropped.ToString());
        rig.Dropped.Output.ShouldContain("Story 3");
        rig.Dropped.Output.ShouldNotContain("Story 4");
        rig.Dropped.Output.ShouldContain("15 articles in 3 stories: 6 copies, 3 rewrites; 0 quarantined.");
    }

    [Fact]
    public async Task Fifteen_articles_come_out_and_every_message_is_valid()
    {
        LastMessages.Of(rig.Published).All.Count.ShouldBe(15);

        await Validator.Validate(rig.Published, Schema);
    }

    [Fact]
    public async Task Every_item_is_valid_ninjs()
    {
        Assert.SkipUnless(TestData.Has("schemas/ninjs-schema_3.1.json", out var ninjs), TestData.Absent);

        await Validator.Validate(rig.Published, ninjs, TestData.Require("schemas/geojson-stub.json"));
    }

    [Fact]
    public async Task The_groups_are_those_that_the_samples_promise()
    {
        var events = Directory.GetFiles(WholeWayRig.Samples).Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "README").Order(StringComparer.Ordinal).Chunk(5).ToList();
        var names = events.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);
        var last = new LastMessages();

        // Changes of groups may still follow when every article is out once.
        await (await rig.Reader.Replay(Names.ArticlesStream)).Until(message =>
            message.RoutingKey != WholeWayRig.Marker && names.Contains(LastMessages.Name(message.Json)) && Promised(last.Add(message)));

        last.All.Count.ShouldBe(15);

        bool Promised(LastMessages last) =>
            last.Groups("copyClusterId").SequenceEqual(events.SelectMany(names => Joined(names[..3], [names[3]], [names[4]])))
            && last.Groups("familyId").SequenceEqual(events.SelectMany(names => Joined(names[..4], [names[4]])))
            && last.Groups("storyId").SequenceEqual(events.SelectMany(names => Joined(names)));

        static IEnumerable<string> Joined(params string[][] groups) => groups.Select(names => string.Join(' ', names));
    }

    [Fact]
    public void Every_message_says_in_its_properties_what_it_is()
    {
        foreach (var message in rig.Published)
        {
            var (json, properties) = (message.Json, message.Properties);
            properties.Persistent.ShouldBeTrue();
            properties.ContentType.ShouldBe("application/json");
            properties.MessageId.ShouldBe((string)json["eventId"]!);
            var occurred = DateTimeOffset.Parse((string)json["occurredAt"]!, CultureInfo.InvariantCulture);
            properties.Timestamp.UnixTime.ShouldBe(occurred.ToUnixTimeSeconds());
            message.Header(Names.TraceParent).ShouldNotBeNull().Split('-')[1].ShouldBe((string)json["pipeline"]!["traceId"]!);
            message.Header(Names.ClusterHeader).ShouldBe((string)json["dedup"]!["copyClusterId"]!);
            message.HeaderNames.ShouldNotContain(name => name.StartsWith("MT-Host-", StringComparison.Ordinal));
            message.RoutingKey.ShouldBe($"{json["event"]}.{Role(json["dedup"]!)}.{((string)json["item"]!["language"]!).Split('-')[0]}");
        }

        rig.Published.Select(message => message.Header(Names.SourceHeader)).ShouldContain("halyardpress.example");

        static string Role(JsonNode dedup) => !(bool)dedup["isRepresentative"]! ? "copy" : (int)dedup["clusterSize"]! > 1 ? "representative" : "unique";
    }

    [Fact]
    public void Every_mention_stands_at_its_offsets()
    {
        foreach (var message in rig.Published.Select(message => message.Json))
        {
            var item = message["item"]!;
            var fields = new Dictionary<string, string>
            {
                ["headline"] = Main(item["headlines"]!),
                ["body"] = Main(item["bodies"]!),
            };
            foreach (var mention in message["entities"]!.AsArray().SelectMany(entity => entity!["mentions"]!.AsArray()))
                fields[(string)mention!["field"]!][(int)mention["start"]!..(int)mention["end"]!].ShouldBe((string)mention["text"]!);
            if (((string)item["language"]!).StartsWith("en", StringComparison.Ordinal))
                message["entities"]!.AsArray().ShouldNotBeEmpty();
        }

        static string Main(JsonNode texts) => (string)texts.AsArray().First(text => (string)text!["role"]! == "main")!["value"]!;
    }

    [Fact]
    public void Every_trace_is_one_that_the_dropper_began()
    {
        var sent = rig.Sent.ToDictionary(message => message.MessageId!, message => message.Header(Names.TraceParent)!.Split('-')[1]);

        sent.Count.ShouldBe(15);
        sent.Values.Distinct().Count().ShouldBe(15);
        foreach (var pipeline in rig.Published.Select(message => message.Json["pipeline"]!))
        {
            sent.Values.ShouldContain((string)pipeline["traceId"]!);
            sent.Keys.ShouldContain((string)pipeline["intake"]!["messageId"]!);
        }
    }

    [Fact]
    public async Task The_stream_replays_the_same_messages()
    {
        var replayed = await rig.UntilNow(await rig.Reader.Replay(Names.ArticlesStream));

        var bodies = replayed.Select(message => Encoding.UTF8.GetString(message.Body)).ToHashSet(StringComparer.Ordinal);
        rig.Published.ShouldAllBe(message => bodies.Contains(Encoding.UTF8.GetString(message.Body)));
        replayed.ShouldAllBe(message => message.Header("x-stream-offset") != null && message.Properties.ContentType == "application/json");
    }

    [Fact]
    public async Task Dropping_the_same_again_announces_the_same()
    {
        var articles = await rig.Listen();
        var before = await rig.UntilNow(await rig.Reader.Replay(Names.ArticlesStream));

        var again = await rig.Drop(WholeWayRig.Samples);
        var messages = await rig.UntilNow(articles);

        again.ExitCode.ShouldBe(0, again.ToString());
        Uris(messages).ShouldBe(Uris(rig.Published));
        messages.ShouldAllBe(message => (string)message.Json["item"]!["version"]! == "1");
        var known = before.Select(message => message.MessageId).ToHashSet();
        messages.ShouldAllBe(message => known.Contains(message.MessageId));

        static IEnumerable<string> Uris(IEnumerable<Delivered> messages) =>
            messages.Select(message => (string)message.Json["item"]!["uri"]!).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_changed_text_is_the_next_version_of_the_same_article()
    {
        var articles = await rig.Listen();

        var first = await Version("The lighthouse of Skarholm goes dark in May, the coast office says.", "4bf92f3577b34da6a3ce929d0e0e4736");
        var second = await Version("The lighthouse of Skarholm stays lit until autumn, the coast office now says.", "5bf92f3577b34da6a3ce929d0e0e4736");

        ((string)first["event"]!).ShouldBe("article.enriched");
        ((string)first["item"]!["version"]!).ShouldBe("1");
        ((string)second["event"]!).ShouldBe("article.updated");
        ((string)second["item"]!["version"]!).ShouldBe("2");
        ((string)second["item"]!["uri"]!).ShouldBe((string)first["item"]!["uri"]!);

        async Task<JsonNode> Version(string text, string trace)
        {
            var body = new JsonObject { ["id"] = "lighthouse", ["source"] = "skarholm.example", ["title"] = "Lighthouse", ["text"] = text };
            await rig.Producer.Send(Names.Intake, Encoding.UTF8.GetBytes(body.ToJsonString()), new BasicProperties
            {
                MessageId = $"lighthouse-{trace}",
                Headers = new Dictionary<string, object?> { [Names.TraceParent] = $"00-{trace}-00f067aa0ba902b7-01" },
            });
            var message = await articles.Next(message => (string?)message.Json["pipeline"]?["intake"]?["messageId"] == $"lighthouse-{trace}");
            ((string)message.Json["pipeline"]!["traceId"]!).ShouldBe(trace);
            await Validator.Validate([message], Schema);
            return message.Json;
        }
    }

    [Fact]
    public async Task The_five_articles_of_one_visit_are_one_story_in_three_families()
    {
        Assert.SkipUnless(TestData.Has("data/samples", out var folder), TestData.Absent);
        var articles = await rig.Listen();

        var dropped = await rig.Drop(folder);
        var last = LastMessages.Of(await rig.UntilNow(articles));

        dropped.ExitCode.ShouldBe(0, dropped.ToString());
        last.Groups("storyId").ShouldBe(["000 001 002 003 004"]);
        last.Groups("familyId").ShouldBe(["000 001 002", "003", "004"]);
        last.Groups("copyClusterId").ShouldBe(["000", "001", "002", "003", "004"]);
        foreach (var message in last.All)
        {
            People(message, "Xi").ShouldBe(["Xi Jinping"], LastMessages.Name(message));
            People(message, "Lam").ShouldBe(["To Lam"], LastMessages.Name(message));
        }

        static IEnumerable<string> People(JsonNode message, string name) => message["entities"]!.AsArray()
            .Where(entity => (string)entity!["type"]! == "PER" && entity["mentions"]!.AsArray().Any(mention => ((string)mention!["text"]!).Split(' ').Contains(name)))
            .Select(entity => (string)entity!["name"]!);
    }
}
