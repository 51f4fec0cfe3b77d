using System.Net;
using System.Net.Sockets;
using System.Text;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>What concerns the whole broker runs while nothing else does.</summary>
[CollectionDefinition(nameof(WholeBroker), DisableParallelization = true)]
public sealed class WholeBroker;

/// <summary>A broker that takes nothing more, and one that has lost patience with a consumer.</summary>
[Collection(nameof(WholeBroker))]
public sealed class BrokerStateTests(Servers servers)
{
    private const string NotPrivate = "Brings the broker into a state that only its own node can: wants a private broker.";
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hand_over_to_a_broker_in_alarm_gives_up_in_time_and_is_made_again_with_the_same_id()
    {
        Assert.SkipUnless(servers.Broker.CanEvaluate, NotPrivate);
        var (virtualHost, clock) = (await servers.Broker.VirtualHost("alarm-hand-over"), new ManualClock(Noon));
        await using var wire = await Wire.Open(virtualHost);
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, (_, _) => Task.CompletedTask), virtualHost, time: clock);
        var (inbox, handOver) = (await wire.Listen("IngestPipeline.Contracts:ArticleTagged"), stage.Services.GetRequiredService<HandOver>());
        var id = Some.Id(7);

        Task first;
        await using (await Alarm())
        {
            first = handOver.Publish(stage.Bus, Some.Tagged(1), id, Token);
            await Task.WhenAny(first, Sent());
            clock.Advance(TimeSpan.FromSeconds(19));
            first.IsCompleted.ShouldBeFalse();
            clock.Advance(TimeSpan.FromSeconds(1));
            (await first.ShouldThrowAsync<PassingException>()).Message.ShouldBe("The broker did not confirm ArticleTagged within 20 seconds; is it in alarm?");
        }
        await handOver.Publish(stage.Bus, Some.Tagged(1), id, Token);

        // The first may have arrived as well.
        (await inbox.Take(1)).Concat(inbox.Rest()).ShouldAllBe(message => message.MessageId == id.ToString());

        // A second connection is told nothing before it publishes: time for the first to be on its way.
        Task Sent() => Task.Delay(TimeSpan.FromMilliseconds(500), Token);
    }

    [Fact]
    public async Task A_message_that_cannot_be_parked_is_held_until_it_can()
    {
        Assert.SkipUnless(servers.Broker.CanEvaluate, NotPrivate);
        var virtualHost = await servers.Broker.VirtualHost("alarm-parking");
        await using var wire = await Wire.Open(virtualHost);
        var (came, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, async (_, _) =>
        {
            came.TrySetResult();
            await go.Task;
            throw new TimeoutException("Down.");
        }), virtualHost);
        var parked = await wire.Listen(Names.ParkShort);
        await wire.Send(Probe.Queue, "wait"u8.ToArray(), new BasicProperties { MessageId = "m-1", Persistent = true });
        await came.Task.WaitAsync(Inbox.Patience, Token);

        await using (await Alarm())
            go.SetResult();
        await parked.Next(message => message.MessageId == "m-1");

        (await wire.Count(Probe.Queue)).ShouldBe(0u);
    }

    /// <summary>MassTransit 8.4 never consumes again from a queue whose channel was closed over a late acknowledgement.</summary>
    [Fact]
    public async Task A_service_whose_endpoint_is_dead_ends_and_its_successor_takes_the_message()
    {
        Assert.SkipUnless(servers.Broker.CanEvaluate, NotPrivate);
        var virtualHost = await servers.Broker.VirtualHost("dead-endpoint");
        await using var wire = await Wire.Open(virtualHost);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        (string, string)[] settings = [("ASPNETCORE_ENVIRONMENT", "Development"), ("Fetcher__AllowPrivateAddresses", "true"), ("Fetcher__Ports__0", $"{port}"), ("Fetcher__Contact", "desk@paper.example"),
            ("Fetcher__Retries", "0"), ("Watchdog__Patience", "00:00:02")];
        var parked = await wire.Listen(Names.ParkShort);

        int exit;
        string log;
        await servers.Broker.Evaluate("application:set_env(rabbit, consumer_timeout, 1500), application:set_env(rabbit, channel_tick_interval, 500).", Token);
        try
        {
            await using var fetcher = await ServiceProcess.Start("Fetcher", virtualHost, "", [.. settings, ("Fetcher__Timeout", "00:00:06")]);
            await wire.Send(Names.Intake, Encoding.UTF8.GetBytes($$"""{"url": "http://127.0.0.1:{{port}}/"}"""), new BasicProperties { MessageId = "slow", Persistent = true });
            (exit, log) = (await fetcher.Exit(), fetcher.Log);
        }
        finally
        {
            await servers.Broker.Evaluate("application:set_env(rabbit, consumer_timeout, 1800000), application:set_env(rabbit, channel_tick_interval, 60000).", Token);
        }
        await using var successor = await ServiceProcess.Start("Fetcher", virtualHost, "", [.. settings, ("Fetcher__Timeout", "00:00:01")]);
        await parked.Next(message => message.MessageId == "slow");

        exit.ShouldBe(1, log);
        log.ShouldContain("The bus has not been healthy for");
    }

    private async Task<IAsyncDisposable> Alarm()
    {
        await servers.Broker.Evaluate("vm_memory_monitor:set_vm_memory_high_watermark(0.00001).", Token);
        return new Undo(() => servers.Broker.Evaluate("vm_memory_monitor:set_vm_memory_high_watermark(0.4).", CancellationToken.None));
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}
