using FsCheck;
using FsCheck.Fluent;

namespace IngestPipeline.Fetcher.Tests;

public sealed class FeedScheduleTests
{
    [Theory]
    [InlineData(60, "Changed", 0, null, 30)]
    [InlineData(60, "Unchanged", 0, null, 90)]
    [InlineData(60, "Failed", 0, null, 120)]
    [InlineData(960, "Failed", 3, null, 1440)]
    [InlineData(1440, "Unchanged", 5, null, 60)]
    [InlineData(1440, "Changed", 5, null, 60)]
    [InlineData(1440, "Changed", 0, null, 720)]
    [InlineData(12, "Changed", 0, null, 10)]
    [InlineData(60, "Changed", 0, 45, 45)]
    [InlineData(60, "Changed", 2, 180, 180)]
    [InlineData(60, "Unchanged", 0, 100_000, 1440)]
    [InlineData(60, "Unchanged", 0, -5, 90)]
    [InlineData(0, "Unchanged", 0, null, 15)]
    public void The_next_poll(int current, string outcome, int failures, int? asked, int minutes) =>
        FeedSchedule.Next(TimeSpan.FromMinutes(current), Enum.Parse<FeedOutcome>(outcome), failures, asked is { } some ? TimeSpan.FromMinutes(some) : null)
            .ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void It_always_lies_within_the_bounds()
    {
        var outcomes = Gen.Elements(FeedOutcome.Changed, FeedOutcome.Unchanged, FeedOutcome.Failed).ToArbitrary();

        Properties.Hold(Prop.ForAll(ArbMap.Default.ArbFor<TimeSpan>(), outcomes, ArbMap.Default.ArbFor<(int Failures, TimeSpan? Asked)>(), (current, outcome, more) =>
        {
            var next = FeedSchedule.Next(current, outcome, more.Failures, more.Asked);
            return next >= FeedSchedule.Shortest && next <= FeedSchedule.Longest;
        }));
        FeedSchedule.Next(TimeSpan.MaxValue, FeedOutcome.Failed, int.MaxValue, TimeSpan.MinValue).ShouldBe(FeedSchedule.Longest);
    }

    [Theory, InlineData(10), InlineData(60), InlineData(1440)]
    public void A_feed_that_changes_every_hour_is_asked_every_20_to_60_minutes(int first)
    {
        var intervals = Simulate(TimeSpan.FromHours(1), TimeSpan.FromMinutes(first), polls: 2000).Skip(20).ToList();

        intervals.Average(interval => interval.TotalMinutes).ShouldBeInRange(20, 60);
        intervals.Max().ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(90));
    }

    [Theory, InlineData(10), InlineData(60), InlineData(1440)]
    public void A_feed_that_changes_once_a_week_is_asked_at_most_twice_a_day(int first) =>
        Simulate(TimeSpan.FromDays(7), TimeSpan.FromMinutes(first), polls: 200).Skip(20).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(12));

    private static IEnumerable<TimeSpan> Simulate(TimeSpan period, TimeSpan interval, int polls)
    {
        var now = TimeSpan.Zero;
        for (var poll = 0; poll < polls; poll++)
        {
            var before = now;
            now += interval;
            var isChanged = Math.Floor(now / period) > Math.Floor(before / period);
            interval = FeedSchedule.Next(interval, isChanged ? FeedOutcome.Changed : FeedOutcome.Unchanged, 0, null);
            yield return interval;
        }
    }
}
