using IngestPipeline.Deduplicator;
using IngestPipeline.Support;
using MassTransit;
using Npgsql;

namespace IngestPipeline.Integration.Tests;

/// <summary>A Deduplicator that nothing arrives at hands over what was left.</summary>
public sealed class SweepingTests(Servers servers)
{
    [Theory, InlineData(0), InlineData(300_000)]
    public async Task A_changed_verdict_that_was_never_handed_over_is_handed_over_at_the_second_look(int bytes)
    {
        var text = Some.Long(bytes);
        var virtualHost = await servers.Broker.VirtualHost($"sweeping-{bytes}");
        var postgres = await servers.Database.Create($"sweeping_{bytes}");
        await using var wire = await Wire.Open(virtualHost);
        var inbox = await wire.Listen("IngestPipeline.Contracts:ArticleDeduplicated");
        await using (var first = await HostedStage.Start(bus => bus.AddDeduplicator(), virtualHost, postgres))
        {
            await first.Bus.Publish(Some.Fetched(1, text), TestContext.Current.CancellationToken);
            await inbox.Take(1);
            await first.Bus.Publish(Some.Fetched(2, text), TestContext.Current.CancellationToken);
            await inbox.Take(2);
        }
        // As a worker leaves it that dies between commit and hand-over; so long ago that its text was removed.
        await Execute(postgres, "update decisions set handed_over = revision - 1 where revision > 0");
        (await Execute(postgres, "delete from bodies")).ShouldBe(bytes == 0 ? 0 : 1);
        var clock = new ManualClock(new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero));
        await using var second = await HostedStage.Start(bus => bus.AddDeduplicator(), virtualHost, postgres, clock);

        Delivered? swept = null;
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var looks = 0; swept is null && looks < 100; looks++)
        {
            clock.Advance(Sweeping.Period);
            await turn.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            swept = inbox.Rest().SingleOrDefault();
            if (looks == 0)
                swept.ShouldBeNull("at the first look it might still be under way");
        }

        ((int)swept.ShouldNotBeNull().Message["verdict"]!["revision"]!).ShouldBe(1);
        ((string)swept.Message["article"]!["text"]!).ShouldBe(bytes == 0 ? text : "");
        (await Execute(postgres, "update bodies set used_at = used_at")).ShouldBe(bytes == 0 ? 0 : 1);
        clock.Advance(Sweeping.Period);
        clock.Advance(Sweeping.Period);
        await second.DisposeAsync();
        inbox.Rest().ShouldBeEmpty();
        (await Execute(postgres, "update decisions set revision = revision where handed_over < revision and revision > 0")).ShouldBe(0);
    }

    private static async Task<int> Execute(string postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        return await source.CreateCommand(sql).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
