using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>What a handler waited for in vain. MassTransit takes whatever has a cancellation at its root for one, and the message
/// for one that nothing went wrong with.</summary>
public sealed class GivenUpTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData("hand-over"), InlineData("cancelled"), InlineData("page")]
    public async Task What_was_given_up_waiting_for_is_parked_although_it_ends_as_a_cancellation(string what)
    {
        var virtualHost = await servers.Broker.VirtualHost($"given-up-{what}");
        await using var wire = await Wire.Open(virtualHost);
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, (_, _) => throw GivenUp(what)), virtualHost);
        var parked = await wire.Listen(Names.ParkShort);

        await wire.Send(Probe.Queue, "wait"u8.ToArray(), new BasicProperties { MessageId = "m-1", Persistent = true });

        await parked.Next(message => message.MessageId == "m-1");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_handler_that_takes_too_long_is_cancelled_and_its_message_parked(bool ownToken)
    {
        var virtualHost = await servers.Broker.VirtualHost($"given-up-slow-{ownToken}");
        await using var wire = await Wire.Open(virtualHost);
        var (clock, began) = (new ManualClock(new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero)), new TaskCompletionSource());
        await using var stage = await HostedStage.Start(bus => Probe.Add(bus, async (_, token) =>
        {
            using var own = CancellationTokenSource.CreateLinkedTokenSource(token);
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ownToken ? own.Token : token);
        }), virtualHost, time: clock);
        var parked = await wire.Listen(Names.ParkShort);

        await wire.Send(Probe.Queue, "slow"u8.ToArray(), new BasicProperties { MessageId = "m-1", Persistent = true });
        await began.Task.WaitAsync(Inbox.Patience, Token);
        clock.Advance(TimeCap.Longest);
        var message = await parked.Next(message => message.MessageId == "m-1");

        message.Header(Names.HistoryHeader).ShouldBe("2026-03-03T12:05:00Z HandlerTimedOutException: The handler was cancelled after 5 minutes.");
    }

    private static Exception GivenUp(string what) => what switch
    {
        "hand-over" => new HandOverTimedOutException("ArticleTagged", TimeSpan.FromSeconds(20), new OperationCanceledException()),
        "cancelled" => new TaskCanceledException("Given up."),
        _ => new TaskCanceledException("As HttpClient says it.", new TimeoutException()),
    };
}
