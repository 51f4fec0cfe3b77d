
namespace IngestPipeline.Support.Tests;

public sealed class ManualClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        var clock = new ManualClock(Noon.ToOffset(TimeSpan.FromHours(2)));

        clock.GetUtcNow().ShouldBe(Noon);
        clock.Advance(TimeSpan.FromMinutes(5));

        clock.GetUtcNow().ShouldBe(Noon.AddMinutes(5));
        clock.GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_is_reached_and_not_before()
    {
        var clock = new ManualClock(Noon);
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(9.9));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        await delay;
    }

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_each_at_its_own_time()
    {
        var clock = new ManualClock(Noon);
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add($"late {clock.GetUtcNow() - Noon}"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add($"often {clock.GetUtcNow() - Noon}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe(["often 00:00:02", "often 00:00:04", "late 00:00:05", "often 00:00:06"]);
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var clock = new ManualClock(Noon);
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        clock.Advance(TimeSpan.FromSeconds(1));
        timer.Dispose();
        clock.Advance(TimeSpan.FromSeconds(9));

        fired.ShouldBe(1);
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public void Time_does_not_run_backwards() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ManualClock(Noon).Advance(TimeSpan.FromTicks(-1)));
}
