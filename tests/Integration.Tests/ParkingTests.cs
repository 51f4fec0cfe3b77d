using System.Globalization;
using System.Text;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>What may pass waits and comes again; what can never work does not.</summary>
public sealed class ParkingTests(Servers servers)
{
    [Fact]
    public async Task What_may_pass_is_parked_three_times_and_then_rests_in_quarantine_with_its_history()
    {
        var tries = 0;
        await using var rig = await Rig.Start(servers, "parking-passing", (_, _) => throw new TimeoutException($"Nobody answered.\nTry {++tries}."));

        await rig.Wire.Send(Probe.Queue, "come again"u8.ToArray(), Message("m-1"));
        var message = await rig.Quarantined.Next(message => message.MessageId == "m-1");

        tries.ShouldBe(4);
        rig.Parked.Rest().Select(parked => (parked.Header(Names.AttemptsHeader), parked.RoutingKey)).ShouldBe([("1", Probe.Queue), ("2", Probe.Queue), ("3", Probe.Queue)]);
        Encoding.UTF8.GetString(message.Body).ShouldBe("come again");
        message.Header(Names.AttemptsHeader).ShouldBe("4");
        message.Header(Names.ReasonHeader).ShouldBe("Nobody answered.\nTry 4.");
        var history = message.Header(Names.HistoryHeader).ShouldNotBeNull().Split('\n');
        history.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .ShouldBe(Enumerable.Range(1, 4).Select(number => $"TimeoutException: Nobody answered. Try {number}."));
        history[0].ShouldStartWith(message.Header(Names.FirstFailedHeader)!);
        DateTimeOffset.Parse(history[3].Split(' ')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(DateTimeOffset.Parse(history[0].Split(' ')[0], CultureInfo.InvariantCulture));
        message.Header("MT-Fault-InputAddress").ShouldNotBeNull().ShouldEndWith($"/{Probe.Queue}");
        (await rig.Wire.Count(Names.ParkShort) + await rig.Wire.Count(Names.ParkLonger) + await rig.Wire.Count(Names.ParkLong)).ShouldBe(0u);
    }

    [Fact]
    public async Task What_has_passed_is_handled_when_it_comes_again()
    {
        var (down, handled) = (true, new TaskCompletionSource<string>());
        await using var rig = await Rig.Start(servers, "parking-passed", (body, _) => down ? throw new TimeoutException("Down.") : Task.FromResult(handled.TrySetResult(body)));

        await rig.Wire.Send(Probe.Queue, "come again"u8.ToArray(), Message("m-1"));
        await rig.Parked.Next(parked => parked.MessageId == "m-1");
        down = false;

        (await handled.Task.WaitAsync(Inbox.Patience, TestContext.Current.CancellationToken)).ShouldBe("come again");
        rig.Quarantined.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_replayed_is_parked_afresh_and_keeps_its_history()
    {
        var (down, handled) = (true, new TaskCompletionSource<string>());
        await using var rig = await Rig.Start(servers, "parking-replayed", (body, _) => down ? throw new TimeoutException("Down.") : Task.FromResult(handled.TrySetResult(body)));
        await rig.Wire.Send(Probe.Queue, "come again"u8.ToArray(), Message("m-1"));
        await rig.Parked.Take(3);
        await rig.Quarantined.Next(message => message.MessageId == "m-1");

        var replay = await Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "quarantine", "replay", "--rabbitmq", rig.VirtualHost.ToString()));
        replay.ExitCode.ShouldBe(0, replay.ToString());
        var parked = (await rig.Parked.Take(1))[0];
        down = false;

        (parked.RoutingKey, parked.Header(Names.AttemptsHeader), parked.Header(Names.ReplayAttemptHeader)).ShouldBe((Probe.Queue, "1", "2"));
        var history = parked.Header(Names.HistoryHeader).ShouldNotBeNull().Split('\n');
        history.Length.ShouldBe(5);
        parked.Header(Names.FirstFailedHeader).ShouldBe(history[4].Split(' ')[0]);
        (await handled.Task.WaitAsync(Inbox.Patience, TestContext.Current.CancellationToken)).ShouldBe("come again");
        rig.Quarantined.Rest().ShouldBeEmpty();
    }

    [Theory, InlineData("bug"), InlineData("data")]
    public async Task What_can_never_work_is_not_tried_again(string kind)
    {
        var tries = 0;
        await using var rig = await Rig.Start(servers, $"parking-never-{kind}", (_, _) =>
        {
            tries++;
            throw kind == "bug" ? new InvalidOperationException("A bug.") : new RefusedData();
        });

        await rig.Wire.Send(Probe.Queue, "never"u8.ToArray(), Message("m-1"));
        var message = await rig.Quarantined.Next(message => message.MessageId == "m-1");

        tries.ShouldBe(1);
        message.Header(Names.AttemptsHeader).ShouldBe("1");
        rig.Parked.Rest().ShouldBeEmpty();
    }

    /// <summary>The broker refuses a user id that is not the sender's own, and closes the channel over it.</summary>
    [Fact]
    public async Task A_message_that_names_its_sender_can_be_parked_and_quarantined()
    {
        await using var rig = await Rig.Start(servers, "parking-sender", (_, _) => throw new TimeoutException("Down."));
        var other = await servers.Broker.User("feeder", rig.VirtualHost);
        await using var feeder = await Wire.Open(other);

        await feeder.Send(Probe.Queue, "mine"u8.ToArray(), new BasicProperties { MessageId = "m-1", UserId = "feeder", Expiration = "600000" });
        var message = await rig.Quarantined.Next(message => message.MessageId == "m-1");

        message.Header(Names.AttemptsHeader).ShouldBe("4");
        message.Properties.IsUserIdPresent().ShouldBeFalse();
        (await rig.Stage.Health()).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Every_queue_keeps_what_it_cannot_pass_on()
    {
        await using var rig = await Rig.Start(servers, "parking-queues", (_, _) => Task.CompletedTask, shorten: false);

        var queues = (await servers.Broker.Queues(rig.VirtualHost)).ToDictionary(queue => (string)queue["name"]!, queue => queue["arguments"]!.AsObject());

        string[] work = [Probe.Queue, Names.Alone(Probe.Queue), Names.PublishArticle];
        foreach (var queue in work)
            Arguments(queue).ShouldBe(["x-dead-letter-exchange=quarantine", "x-dead-letter-strategy=at-least-once", "x-overflow=reject-publish", "x-queue-type=quorum"]);
        foreach (var (queue, delay) in new[] { (Names.ParkShort, 30_000), (Names.ParkLonger, 300_000), (Names.ParkLong, 3_600_000) })
            Arguments(queue).ShouldBe(["x-dead-letter-exchange=parked", "x-dead-letter-strategy=at-least-once", $"x-message-ttl={delay}", "x-overflow=reject-publish", "x-queue-type=quorum"]);
        Arguments(Names.Quarantine).ShouldBe(["x-delivery-limit=2147483647", "x-queue-type=quorum"]);

        IEnumerable<string> Arguments(string queue) => queues[queue].Select(argument => $"{argument.Key}={argument.Value}").Order(StringComparer.Ordinal);
    }

    private static BasicProperties Message(string id) => new() { MessageId = id, Persistent = true };

    private sealed class RefusedData() : System.Data.Common.DbException("invalid byte sequence")
    {
        public override string SqlState => "22021";
    }

    private sealed record Rig(Uri VirtualHost, Wire Wire, HostedStage Stage, Inbox Parked, Inbox Quarantined) : IAsyncDisposable
    {
        public static async Task<Rig> Start(Servers servers, string name, Func<string, CancellationToken, Task> handle, bool shorten = true, TimeProvider? clock = null)
        {
            var virtualHost = await servers.Broker.VirtualHost(name);
            if (shorten)
                await servers.Broker.Policy(virtualHost, "^park", """{"message-ttl": 500}""");
            var wire = await Wire.Open(virtualHost);
            var stage = await HostedStage.Start(bus => Probe.Add(bus, handle), virtualHost, time: clock);
            return new(virtualHost, wire, stage, await wire.Listen([Names.ParkShort, Names.ParkLonger, Names.ParkLong]), await wire.Listen(Names.Quarantine));
        }

        public async ValueTask DisposeAsync()
        {
            await Stage.DisposeAsync();
            await Wire.DisposeAsync();
        }
    }
}
