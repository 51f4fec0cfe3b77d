using System.Text;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>Processes that end in the middle of a message.</summary>
public sealed class CrashTests(Servers servers)
{
    private const int Aborted = 128 + 6;
    private static readonly (string, string) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    [Fact]
    public async Task A_message_that_kills_its_process_is_found_out_and_its_neighbours_go_through()
    {
        var virtualHost = await servers.Broker.VirtualHost("crash-crasher");
        await using var wire = await Wire.Open(virtualHost);
        var postgres = await servers.Database.Create("crash_crasher");
        await (await HostedStage.Start(bus => bus.AddFetcher(), virtualHost, postgres)).DisposeAsync();
        var (fetched, quarantined) = (await wire.Listen("IngestPipeline.Contracts:ArticleFetched"), await wire.Listen(Names.Quarantine));
        string[] good = [.. Enumerable.Range(1, 8).Select(number => $"good-{number}")];
        foreach (var id in good[..4].Append("bad").Concat(good[4..]))
            await wire.Send(Names.Intake, Encoding.UTF8.GetBytes($"A {id} article.\n\n{Some.Text}"), new BasicProperties { MessageId = id, Persistent = true });

        var (exits, refusal) = (new List<int>(), quarantined.Next(message => message.MessageId == "bad"));
        ServiceProcess fetcher;
        while (true)
        {
            fetcher = ServiceProcess.Launch("Fetcher", virtualHost, postgres, Development, ("Faults__Point", "handle"), ("Faults__Body", "A bad article"));
            var exit = fetcher.Exit();
            if (await Task.WhenAny(refusal, exit) == refusal)
                break;
            exits.Add(await exit);
            await fetcher.DisposeAsync();
            exits.Count.ShouldBeLessThan(9, fetcher.Log);
        }

        await using (fetcher)
        {
            exits.ShouldBe([Aborted, Aborted, Aborted, Aborted]);
            var all = new HashSet<string>(StringComparer.Ordinal);
            await fetched.Until(message => all.Add((string)message.Message["intake"]!["messageId"]!) && all.IsSupersetOf(good));
            all.ShouldBe(good, ignoreOrder: true);
            (await wire.Count(Names.Quarantine)).ShouldBe(1u);
        }
    }

    [Fact]
    public async Task A_crasher_says_why_it_is_in_quarantine_and_where_it_came_from()
    {
        var virtualHost = await servers.Broker.VirtualHost("crash-reason");
        await using var wire = await Wire.Open(virtualHost);
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, (_, _) => Task.CompletedTask), virtualHost);
        var quarantined = await wire.Listen(Names.Quarantine);

        // As the broker marks what came back from there.
        await wire.Send(Names.Alone(Probe.Queue), "bad"u8.ToArray(), new BasicProperties { MessageId = "bad", Headers = new Dictionary<string, object?> { ["x-delivery-count"] = 1L } });
        var message = await quarantined.Next(message => message.MessageId == "bad");

        message.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldStartWith("Suspected crasher");
        message.Header("MT-Fault-InputAddress").ShouldNotBeNull().ShouldEndWith($"/{Probe.Queue}");
        message.HeaderNames.ShouldNotContain("x-delivery-count");
    }

    [Fact]
    public async Task A_suspect_is_handled_alone_and_then_all_goes_on()
    {
        var virtualHost = await servers.Broker.VirtualHost("crash-alone");
        await using var wire = await Wire.Open(virtualHost);
        var (underWay, most, beside, handled) = (0, 0, 0, new TaskCompletionSource());
        var (first, all) = (new TaskCompletionSource(), 0);
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, async (body, token) =>
        {
            var now = Interlocked.Increment(ref underWay);
            most = Math.Max(most, now);
            if (body == "suspect")
                beside = Math.Max(beside, now - 1);
            // Real time: only by waiting can it be seen that nobody comes in.
            await Task.Delay(50, token);
            Interlocked.Decrement(ref underWay);
            if (Interlocked.Increment(ref all) == 41)
                handled.TrySetResult();
        }), virtualHost);

        for (var number = 0; number < 40; number++)
        {
            await wire.Send(Probe.Queue, "good"u8.ToArray());
            if (number == 20)
                await wire.Send(Probe.Queue, "suspect"u8.ToArray(), new BasicProperties { Headers = new Dictionary<string, object?> { ["x-delivery-count"] = 3L } });
        }
        await handled.Task.WaitAsync(Inbox.Patience, TestContext.Current.CancellationToken);

        most.ShouldBeGreaterThan(1);
        beside.ShouldBe(0);
    }

    [Theory, InlineData("after_commit"), InlineData("before_ack")]
    public async Task What_was_committed_and_perhaps_not_handed_over_is_handed_over_again(string point)
    {
        var virtualHost = await servers.Broker.VirtualHost($"crash-{point.Replace('_', '-')}");
        var postgres = await servers.Database.Create($"crash_{point}");
        await using var wire = await Wire.Open(virtualHost);
        var published = await wire.Listen(Names.Articles, ExchangeType.Topic);
        await using (var stage = await HostedStage.Start(bus => Probe.Add(bus, (_, _) => Task.CompletedTask), virtualHost))
            await stage.Bus.Publish(Some.Tagged(1), TestContext.Current.CancellationToken);

        await using (var dying = ServiceProcess.Launch("Publisher", virtualHost, postgres, Development, ("Faults__Point", point)))
            (await dying.Exit()).ShouldBe(Aborted, dying.Log);
        // The row without its hand-over is never without its message.
        (await HandedOver(postgres)).ShouldBe([point == "before_ack"]);
        (await wire.Count(Names.PublishArticle)).ShouldBe(1u);
        await using var publisher = await ServiceProcess.Start("Publisher", virtualHost, postgres);
        var messages = await published.Take(point == "before_ack" ? 2 : 1);

        messages.Select(message => message.MessageId).Distinct().ShouldHaveSingleItem();
        (await publisher.Terminate()).ShouldBe(0, publisher.Log);
        (await HandedOver(postgres)).ShouldBe([true]);
        (await wire.Count(Names.PublishArticle)).ShouldBe(0u);
    }

    [Fact]
    public async Task Faults_are_refused_in_production()
    {
        var virtualHost = await servers.Broker.VirtualHost("crash-production");

        await using var fetcher = ServiceProcess.Launch("Fetcher", virtualHost, await servers.Database.Create("crash_production"), ("Faults__Point", "handle"));

        (await fetcher.Exit()).ShouldBe(1);
        fetcher.Log.ShouldContain("FaultOptions.Point is for tests");
    }

    private static async Task<List<bool>> HandedOver(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var reader = await source.CreateCommand("select handed_over_at is not null from publications").ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<bool>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetBoolean(0));
        return rows;
    }
}
