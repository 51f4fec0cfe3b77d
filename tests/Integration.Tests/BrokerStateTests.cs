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
        Assert.SkipUnless(servers.Broker.IsPrivate, NotPrivate);
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

        // Real time, since the broker tells nobody that it holds back a publish: for the first to be on its way. The test
        // holds without it, and then says less.
        Task Sent() => Task.Delay(TimeSpan.FromMilliseconds(500), Token);
    }

    [Fact]
    public async Task A_message_that_cannot_be_parked_is_held_until_it_can()
    {
        Assert.SkipUnless(servers.Broker.IsPrivate, NotPrivate);
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
