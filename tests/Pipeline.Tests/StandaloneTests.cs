using System.Text.Json.Nodes;
using IngestPipeline.Consoles;
using IngestPipeline.Support;

namespace IngestPipeline.Pipeline.Tests;

public sealed class StandaloneTests
{
    private static readonly string Samples = Path.Combine(Run.Root, "deploy", "samples");

    [Theory]
    [InlineData("name")]
    [InlineData("random:1")]
    [InlineData("random:2")]
    [InlineData("random:3")]
    public async Task The_samples_make_three_stories_in_any_order(string order)
    {
        var run = await Run.On([Samples], order);

        run.ExitCode.ShouldBe(0);
        run.Last.Count.ShouldBe(15);
        var stories = run.Last.Values.GroupBy(article => article.Story).ToList();
        stories.Count.ShouldBe(3);
        stories.ShouldAllBe(story => story.Count() == 5 && story.Select(article => article.Family).Distinct().Count() == 2);
        foreach (var story in stories)
        {
            story.Select(article => article.Relation).Order().ShouldBe(["abridged", "copy", "rewrite", "unique", "unique"]);
            story.Single(article => article.Relation == "copy").Cluster.ShouldBe(story.Single(article => article.Relation == "abridged").Cluster);
        }
    }

    [Theory]
    [InlineData("name")]
    [InlineData("random:5")]
    public async Task A_copy_that_lost_its_dateline_learns_from_the_others_whose_text_it_is(string order)
    {
        using var folder = new TemporaryFolder();
        var stripped = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples, "storm-port-2-shortened.json")))!;
        stripped["id"] = "stripped";
        stripped["source"] = "stripped.example";
        stripped.AsObject().Remove("url");
        stripped["text"] = ((string)stripped["text"]!).Split(" - ", 2)[1];
        folder.Write("stripped.json", stripped.ToJsonString());

        var last = (await Run.On([Samples, folder.Path], order)).Last;

        Dedup(last["stripped"])["agency"].ShouldBeNull();
        Originator("stripped").ShouldBe("agency Halyard Press");
        new[] { "storm-port-1-wire", "battery-plant-2-shortened" }.Select(Originator).Distinct().ShouldBe(["agency Halyard Press"]);
        Originator("hortfund-2-gekuerzt").ShouldBe("agency mdk");
        new[] { "storm-port-4-rewrite", "battery-plant-4-rewrite", "hortfund-5-eigenbericht" }.Select(Originator).Distinct().ShouldBe([null]);

        string? Originator(string name) => Dedup(last[name])["originator"] is { } originator ? $"{originator["kind"]} {originator["name"]}" : null;
        static JsonNode Dedup(Published message) => JsonNode.Parse(message.Json.Span)!["dedup"]!;
    }

    [Fact]
    public async Task The_message_says_what_its_names_were_found_with()
    {
        var last = (await Run.On([Samples])).Last;

        Tagger("storm-port-1-wire").ShouldEndWith("+model.2");
        Tagger("hortfund-1-agentur").ShouldEndWith("+rules.2");

        string Tagger(string name) => (string)JsonNode.Parse(last[name].Json.Span)!["pipeline"]!["stages"]!.AsArray().Single(stage => (string)stage!["name"]! == "tagger")!["version"]!;
    }

    [Theory]
    [InlineData("name")]
    [InlineData("random:4")]
    public async Task Five_reports_of_one_meeting_are_one_story_and_three_families(string order)
    {
        Assert.SkipUnless(TestData.Has("data/samples", out var samples), TestData.Absent);

        var last = (await Run.On([samples], order)).Last;

        last.Keys.Order().ShouldBe(["000", "001", "002", "003", "004"]);
        last.Values.Select(article => article.Story).Distinct().ShouldHaveSingleItem();
        last.Values.ShouldAllBe(article => article.Relation == "unique" || article.Relation == "rewrite");
        last.Values.Select(article => article.Cluster).Distinct().Count().ShouldBe(5);
        last["000"].Family.ShouldBe(last["001"].Family);
        last["002"].Family.ShouldBe(last["001"].Family);
        new[] { "001", "003", "004" }.Select(name => last[name].Family).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_can_never_work_is_quarantined_and_its_neighbours_come_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.json", """{"text": "no end""");
        folder.Write("empty.txt", "");
        folder.Write("nothing.json", "{}");
        folder.Write("elsewhere.json", """{"url": "ftp://news.example/1"}""");
        folder.Write("bytes.txt", [0xFE, 0x80, 0x41]);
        folder.Write("good.txt", "Ferry resumes\n\nThe ferry to the island resumed on Monday after repairs to its engine, the operator said in the morning.");

        var run = await Run.On([folder.Path]);

        run.ExitCode.ShouldBe(0);
        run.Messages.ShouldHaveSingleItem().Name.ShouldBe("good");
    }

    [Fact]
    public async Task One_input_is_one_article_even_where_texts_or_names_are_the_same()
    {
        using var folder = new TemporaryFolder();
        const string text = "The ferry to the island resumed on Monday after repairs to its engine, the operator said in the morning.";
        folder.Write("a/ferry.txt", text);
        folder.Write("b/ferry.txt", text);
        folder.Write("b/ferry.html", $"<html><body><article><h1>Ferry</h1><p>{text}</p><p>{text}</p></article></body></html>");
        folder.Write("lines.jsonl", $$"""
            {"text": "{{text}}"}

            {"text": "{{text}}", "id": "mine"}
            """);

        var run = await Run.On([folder.Path]);

        run.ExitCode.ShouldBe(0);
        run.Last.Keys.Order().ShouldBe(["a/ferry", "b/ferry.html", "b/ferry.txt", "lines:1", "mine"]);
    }

    [Fact]
    public async Task A_changed_text_under_the_same_name_is_an_update()
    {
        using var folder = new TemporaryFolder();
        var database = Path.Combine(folder.Path, "state.db");
        folder.Write("in/ferry.txt", "The ferry to the island resumed on Monday after repairs to its engine, the operator said.");
        var first = await Run.On([Path.Combine(folder.Path, "in")], database: database);
        var again = await Run.On([Path.Combine(folder.Path, "in")], database: database);
        folder.Write("in/ferry.txt", "The ferry to the island resumed on Tuesday after repairs to its engine, the operator said.");

        var changed = await Run.On([Path.Combine(folder.Path, "in")], database: database);

        var (one, same, two) = (first.Messages.Single(), again.Messages.Single(), changed.Messages.Single());
        (one.Event, one.State).ShouldBe(("article.enriched", (1, 0)));
        (same.Event, same.State, same.Uri).ShouldBe(("article.enriched", (1, 0), one.Uri));
        (two.Event, two.State, two.Uri).ShouldBe(("article.updated", (2, 0), one.Uri));
    }

    [Fact]
    public async Task Bad_usage_is_told_from_failure()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.txt", "The ferry to the island resumed on Monday.");

        (await Run.On(["no such folder"])).ExitCode.ShouldBe(2);
        (await new IngestPipeline.Standalone.Session(Path.Combine(folder.Path, "no such folder", "out.jsonl"), null, IngestPipeline.Standalone.Order.ByName)
            .Run([folder.Path], TestContext.Current.CancellationToken)).ShouldBe(2);
    }
}
