using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using IngestPipeline.Tagger;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary><c>ingest quarantine replay</c> and <c>discard</c>: what leaves, and that nothing is lost.</summary>
public sealed class QuarantineReplayTests(Servers servers)
{
    [Fact]
    public async Task What_is_replayed_is_the_message_as_it_was_before_it_failed_and_knows_its_history()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-one");
        await place.Queue(Names.TagArticle);
        await place.Put("one", "No room.", Names.TagArticle, body: """{"text": "whole"}""",
            headers: [(Names.ReplayAttemptHeader, 2), (Names.HistoryHeader, "2026-11-03T08:00:00Z It was away.\n2026-11-03T09:00:00Z No room."), (Names.AttemptsHeader, 1), (Names.FirstFailedHeader, "2026-11-03T09:00:00Z"), (Names.TraceParent, "00-trace"), ("x-death", new List<object>()), ("MT-Reason", "fault"), ("MT-Fault-Message", "No room.")]);

        var run = await place.Ingest("quarantine", "replay");
        var replayed = (await place.Take(Names.TagArticle)).ShouldHaveSingleItem();

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("1 tag-article\n1 replayed.");
        Encoding.UTF8.GetString(replayed.Body.Span).ShouldBe("""{"text": "whole"}""");
        var properties = replayed.BasicProperties;
        (properties.MessageId, properties.CorrelationId, properties.ContentType, properties.Persistent).ShouldBe(("one", "of one", "application/json", true));
        properties.Headers!.Keys.Where(name => name != "x-dotnet-pub-seq-no").ShouldBe([Names.TraceParent, Names.ReplayOfHeader, Names.ReplayAttemptHeader, Names.HistoryHeader], ignoreOrder: true);
        QuarantinedMessage.Text(properties.Headers, Names.ReplayOfHeader).ShouldBe("one");
        QuarantinedMessage.Of(replayed.Body, properties).Attempt.ShouldBe(3);
        QuarantinedMessage.Text(properties.Headers, Names.HistoryHeader).ShouldBe("2026-11-03T08:00:00Z It was away.\n2026-11-03T09:00:00Z No room.");
        (await place.Ids(Names.Quarantine)).ShouldBe("");
    }

    [Fact]
    public async Task Those_meant_leave_oldest_first_and_the_others_stay_in_order()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-some");
        await place.Queue(Names.Intake);
        foreach (var number in Enumerable.Range(1, 8))
            await place.Put($"m{number}", number % 2 == 0 ? "Even." : "Odd.");

        var dry = await place.Ingest("quarantine", "replay", "--reason", "even", "--limit", "3", "--dry-run");
        var before = await place.Ids(Names.Intake);
        await place.Until(Names.Quarantine, 8);
        var run = await place.Ingest("quarantine", "replay", "--reason", "even", "--limit", "3", "--rate", "1000/s");

        dry.Output.ShouldContain("3 would be replayed.");
        before.ShouldBe("");
        run.Output.ShouldContain("3 replayed.");
        (await place.Ids(Names.Intake)).ShouldBe("m2 m4 m6");
        (await place.Left(5)).ShouldBe("m1 m3 m5 m7 m8");
    }

    [Fact]
    public async Task What_the_broker_gave_up_can_be_replayed()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-dead");
        await place.GiveUp("poison");

        var run = await place.Ingest("quarantine", "replay");
        var replayed = (await place.Take(Names.Intake)).ShouldHaveSingleItem();

        run.ExitCode.ShouldBe(0, run.ToString());
        replayed.BasicProperties.MessageId.ShouldBe("poison");
        replayed.BasicProperties.Headers!.Keys.ShouldNotContain(name => name.Contains("death"));
        QuarantinedMessage.Text(replayed.BasicProperties.Headers!, Names.HistoryHeader).ShouldNotBeNull().ShouldEndWith("Z The broker gave it up: delivery_limit.");
    }

    [Fact]
    public async Task A_message_leaves_only_when_its_copy_is_confirmed()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-full");
        await place.Queue(Names.Intake, new() { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await place.Put("fits");
        await place.Put("waits");
        await place.Put("gone", queue: "no-such-queue");

        var full = await place.Ingest("quarantine", "replay", "--timeout", "1s");
        await place.Until(Names.Quarantine, 2);
        var missing = await place.Ingest("quarantine", "replay", "--stage", "no-such-queue");

        full.ExitCode.ShouldBe(1, full.ToString());
        full.Output.ShouldContain("1 replayed.");
        full.Error.ShouldContain("The queue is full");
        missing.ExitCode.ShouldBe(1, missing.ToString());
        missing.Error.ShouldContain("there is no queue no-such-queue");
        (await place.Ids(Names.Intake)).ShouldBe("fits");
        (await place.Left(2)).ShouldBe("waits gone");
    }

    [Fact]
    public async Task A_replay_that_is_killed_loses_nothing()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-killed");
        await place.Queue(Names.Intake);
        foreach (var number in Enumerable.Range(1, 30))
            await place.Put($"m{number:00}");

        using var replay = Process.Start(place.Program("quarantine", "replay", "--rate", "20/s"))!;
        await place.Until(Names.Intake, 5);
        replay.Kill();
        await replay.WaitForExitAsync(TestContext.Current.CancellationToken);
        // What it held is back once the broker has noticed.
        var sent = await place.Ids(Names.Intake);
        await place.Until(Names.Quarantine, (uint)(30 - sent.Split(' ').Length));
        await place.Ingest("quarantine", "replay");

        var ids = $"{sent} {await place.Ids(Names.Intake)}".Split(' ');
        ids.Distinct().Count().ShouldBe(30);
        ids.Length.ShouldBeLessThanOrEqualTo(31);
    }

    [Fact]
    public async Task What_fails_again_comes_back_once_with_its_history()
    {
        var address = await servers.Broker.VirtualHost("replay-again");
        await using var stage = await HostedStage.Start(bus => bus.AddFetcher(), address, await servers.Database.Create("replay_1"));
        await using var wire = await Wire.Open(address);
        var quarantined = await wire.Listen(Names.Quarantine);
        await wire.Send(Names.Intake, "[]"u8.ToArray(), new BasicProperties { MessageId = "array" });
        var first = await quarantined.Next(_ => true);

        var run = await Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "quarantine", "replay", "--rabbitmq", address.ToString()));
        var second = await quarantined.Next(_ => true);

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("1 replayed.");
        second.MessageId.ShouldBe("array");
        second.Body.ShouldBe(first.Body);
        second.Header(Names.ReasonHeader).ShouldBe(first.Header(Names.ReasonHeader));
        var message = QuarantinedMessage.Of(second.Body, second.Properties);
        (message.Queue, message.Attempt).ShouldBe((Names.Intake, 2));
        message.Failures.Count.ShouldBe(2);
        message.Failures.ShouldAllBe(line => line.EndsWith(first.Header(Names.ReasonHeader)!, StringComparison.Ordinal));
        second.Header(Names.AttemptsHeader).ShouldBe("1");
        quarantined.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_no_consumer_takes_says_so_and_goes_back_to_the_queue_where_it_was_left()
    {
        var address = await servers.Broker.VirtualHost("replay-skipped");
        await using var stage = await HostedStage.Start(bus => bus.AddTagger(), address, await servers.Database.Create("replay_2"));
        await using var wire = await Wire.Open(address);
        var quarantined = await wire.Listen(Names.Quarantine);

        var endpoint = await stage.Bus.GetSendEndpoint(new($"exchange:{Names.TagArticle}"));
        await endpoint.Send(Some.Tagged(1), TestContext.Current.CancellationToken);
        var left = await quarantined.Next(_ => true);
        var run = await Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "quarantine", "replay", "--rabbitmq", address.ToString()));

        left.Header("MT-Fault-InputAddress").ShouldNotBeNull().ShouldEndWith($"/{Names.TagArticle}");
        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("1 tag-article\n1 replayed.");
        var again = await quarantined.Next(_ => true);
        var message = QuarantinedMessage.Of(again.Body, again.Properties);
        (message.Queue, message.Attempt, message.Failures.Count).ShouldBe((Names.TagArticle, 2, 2));
        message.Reason.ShouldStartWith("Nothing here takes this kind of message");
        message.Since.ShouldNotBeNull();
        (await wire.Count(Names.Quarantine)).ShouldBe(1u);
    }

    [Fact]
    public async Task What_is_discarded_is_written_first_and_the_rest_stays()
    {
        await using var place = await QuarantinePlace.Make(servers, "replay-discard");
        await place.Put("a", "Odd.", body: """{"text": "first"}""");
        await place.Put("b", "Even.");
        await place.Put("c", "Odd.", headers: (Names.ReplayAttemptHeader, 2));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.jsonl");

        var dry = await place.Ingest("quarantine", "discard", "--reason", "odd", "--dry-run");
        await place.Until(Names.Quarantine, 3);
        var run = await place.Ingest("quarantine", "discard", "--reason", "odd", "--yes", "--out", file);
        var again = await place.Ingest("quarantine", "discard", "--yes", "--out", file);

        dry.Output.ShouldContain("2 Odd.\n2 would be discarded; nothing was.");
        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("2 Odd.\n2 discarded.");
        var lines = File.ReadLines(file).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Select(line => $"{line["id"]} {line["failedAt"]} {line["reason"]} {line["attempt"]} {line["body"]}").ShouldBe(["""a intake Odd. 1 {"text": "first"}""", "c intake Odd. 2 {}"]);
        again.ExitCode.ShouldBe(2, again.ToString());
        (await place.Left(1)).ShouldBe("b");
        File.Delete(file);
    }
}
