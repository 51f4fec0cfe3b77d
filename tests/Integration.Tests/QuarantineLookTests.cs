using System.Text.Json.Nodes;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary><c>ingest quarantine list</c> and <c>show</c>: looking, and that it changes nothing.</summary>
public sealed class QuarantineLookTests(Servers servers)
{
    private const string Page = """{"source": "paper.example", "title": "Ferry came in late", "text": "It had waited for the tide."}""";
    private const string Envelope = """{"messageId": "m", "message": {"version": 1, "article": {"source": "other.example", "headline": "Pier is rebuilt", "intake": {"messageId": "dropped-7"}}}}""";

    [Fact]
    public async Task The_list_says_of_each_message_what_it_is_and_of_each_reason_how_many()
    {
        await using var place = await QuarantinePlace.Make(servers, "look-list");
        await place.Put("first", "The page is gone.", Names.Intake, TimeSpan.FromHours(50), Page);
        await place.Put("second", "No room.", Names.TagArticle, TimeSpan.FromMinutes(90), Envelope, (Names.ReplayAttemptHeader, 3));
        await place.Put("third", "The page is gone.", Names.Intake, TimeSpan.FromSeconds(5), "https://third.example/a");

        var list = await place.Ingest("quarantine", "list");

        list.ExitCode.ShouldBe(0, list.ToString());
        string[][] rows = [["2d", "intake", "The page is gone.", "paper.example", "1", "first"], ["1h", "tag-article", "No room.", "other.example", "3", "second"], ["intake", "third.example", "third"]];
        foreach (var row in rows)
            list.Output.Split('\n').ShouldContain(line => row.All(cell => line.Contains(cell)), list.Output);
        foreach (var line in (string[])["Ferry came in late", "Pier is rebuilt", "      2 The page is gone.\n      1 No room.\n3 in quarantine."])
            list.Output.ShouldContain(line);
        (await place.Left(3)).ShouldBe("first second third");
    }

    [Theory]
    [InlineData("a b c d")]
    [InlineData("a c", "--reason", "GONE")]
    [InlineData("b", "--source", "Other.Example")]
    [InlineData("c", "--source", "third.example")]
    [InlineData("b", "--stage", "tag-article")]
    [InlineData("a b", "--older-than", "1h")]
    [InlineData("c", "--newer-than", "1h")]
    [InlineData("b", "--older-than", "1h", "--newer-than", "2d")]
    [InlineData("d", "--id", "D")]
    [InlineData("", "--id", "a", "--stage", "tag-article")]
    public async Task An_option_says_which_are_meant(string ids, params string[] options)
    {
        await using var place = await QuarantinePlace.Make(servers, "look-filter");
        await place.Put("a", "The page is gone.", Names.Intake, TimeSpan.FromHours(50), Page);
        await place.Put("b", "No room.", Names.TagArticle, TimeSpan.FromMinutes(90), Envelope);
        await place.Put("c", "The page is gone.", Names.Intake, TimeSpan.FromSeconds(5), "https://third.example/a");
        await place.Put("d", "It is broken.", headers: ("MT-Fault-Timestamp", null));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.jsonl");

        var run = await place.Ingest(["quarantine", "discard", "--dry-run", "--out", file, .. options]);

        run.ExitCode.ShouldBe(0, run.ToString());
        string.Join(' ', File.ReadLines(file).Select(line => (string)JsonNode.Parse(line)!["id"]!)).ShouldBe(ids);
        File.Delete(file);
    }

    [Fact]
    public async Task Looking_often_takes_nothing_away_and_keeps_the_order()
    {
        await using var place = await QuarantinePlace.Make(servers, "look-often");
        foreach (var id in (string[])["a", "b", "c"])
            await place.Put(id);

        // More often than RabbitMQ 4 delivers by default.
        for (var time = 0; time < 22; time++)
        {
            await place.Look(3);
        }
        for (var time = 0; time < 3; time++)
        {
            await place.Until(Names.Quarantine, 3);
            (await place.Ingest("quarantine", "list")).Output.ShouldContain("3 in quarantine.");
        }

        (await place.Left(3)).ShouldBe("a b c");
    }

    [Fact]
    public async Task A_service_declares_the_quarantine_so_that_no_look_uses_it_up()
    {
        var address = await servers.Broker.VirtualHost("look-declared");
        await using var stage = await HostedStage.Start(bus => bus.AddFetcher(), address, await servers.Database.Create("look_again_1"));
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);

        // Refused by the broker unless every argument is the same.
        await channel.QueueDeclareAsync(Names.Quarantine, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue }, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_message_is_shown_whole()
    {
        await using var place = await QuarantinePlace.Make(servers, "look-show");
        await place.Put("other");
        await place.Put("one", "The page is gone.", Names.TagArticle, TimeSpan.FromHours(1), Envelope,
            (Names.ReplayAttemptHeader, 2), (Names.HistoryHeader, "2026-11-03T08:00:00Z It was away.\n2026-11-03T09:00:00Z The page is gone."), (Names.ReplayOfHeader, "one"), ("MT-Activity-Id", "00-trace"));

        var show = await place.Ingest("quarantine", "show", "--id", "one");

        show.ExitCode.ShouldBe(0, show.ToString());
        string[] facts = ["id            one", "failed at     tag-article", "reason        The page is gone.", "attempt       2", "history       2026-11-03T08:00:00Z It was away.", "              2026-11-03T09:00:00Z The page is gone.",
            "replay of     one", "source        other.example", "submission    dropped-7", "correlation   of one", "trace         00-trace", "exception     Some.Exception"];
        foreach (var fact in facts)
            show.Output.Split('\n').ShouldContain(fact);
        JsonNode.DeepEquals(JsonNode.Parse(show.Output[show.Output.IndexOf("\n{", StringComparison.Ordinal)..]), JsonNode.Parse(Envelope)).ShouldBeTrue();
        (await place.Left(2)).ShouldBe("other one");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("replay", "--dry-run")]
    [InlineData("discard", "--dry-run")]
    public async Task Nothing_in_a_message_acts_on_the_terminal(params string[] verb)
    {
        const string Hostile = "\u001b[2J\u001b]0;owned\u0007 [red]no[/] [nonsense \u202etxt";
        await using var place = await QuarantinePlace.Make(servers, "look-hostile");
        await place.Put("hostile\u001b[31m", Hostile, "in\u001btake", body: Hostile);

        var run = await place.Ingest(["quarantine", .. verb]);

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldNotContain(character => char.IsControl(character) && character != '\n' || character == '\u202e');
        if (verb[0] != "replay")
            run.Output.ShouldContain(@"\u001b[2J\u001b]0;owned\u0007");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_the_broker_gave_up_has_a_reason_and_its_queue_also_when_it_was_parked_before(bool parked)
    {
        await using var place = await QuarantinePlace.Make(servers, "look-dead");
        await place.GiveUp("poison", parked);

        var list = await place.Ingest("quarantine", "list");
        await place.Until(Names.Quarantine, 1);
        var show = await place.Ingest("quarantine", "show");

        list.Output.Split('\n').ShouldContain(line => line.Contains("intake") && line.Contains("The broker gave it up: delivery_limit.") && line.Contains("poison"), list.Output);
        list.Output.ShouldNotContain("?");
        show.Output.Split('\n').ShouldContain(line => line.EndsWith("Z The broker gave it up: delivery_limit.", StringComparison.Ordinal), show.Output);
        show.Output.Contains("TimeoutException: Away.", StringComparison.Ordinal).ShouldBe(parked, show.Output);
    }

    [Theory]
    [InlineData("takes a number and a unit", "list", "--older-than", "2 weeks")]
    [InlineData("--rate", "replay", "--rate", "0/s")]
    [InlineData("--rate", "replay", "--rate", "ten")]
    [InlineData("--yes", "discard")]
    [InlineData("nothing", "nothing")]
    public async Task What_cannot_be_meant_is_bad_usage(string complaint, params string[] arguments)
    {
        await using var place = await QuarantinePlace.Make(servers, "look-usage");
        await place.Put("a");

        var run = await place.Ingest(["quarantine", .. arguments]);

        run.ExitCode.ShouldBe(2, run.ToString());
        run.Error.ShouldContain(complaint);
        (await place.Left(1)).ShouldBe("a");
    }

    [Fact]
    public async Task A_broker_without_the_pipeline_is_told_apart_from_one_that_is_away_or_refuses()
    {
        var bare = await servers.Broker.VirtualHost("look-bare");
        var stranger = new UriBuilder(bare) { UserName = "nobody", Password = "secret" }.Uri;

        var (without, refused, away) = (await List(bare), await List(stranger), await List(new("amqp://127.0.0.1:1/")));

        (without.ExitCode, refused.ExitCode, away.ExitCode).ShouldBe((1, 3, 3));
        without.Error.ShouldContain("no service has run on it yet");
        refused.Error.ShouldContain("ACCESS_REFUSED");
        refused.Error.ShouldNotContain("secret");
        away.Error.ShouldContain("No broker answers at 127.0.0.1:1");

        static Task<Run> List(Uri address) => Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "quarantine", "list", "--rabbitmq", address.ToString()));
    }
}
