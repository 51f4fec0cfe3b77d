namespace IngestPipeline.Hosting.Tests;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_failure_is_one_more_line_and_the_first_gives_its_time()
    {
        var history = new History(0, "", "").With(new TimeoutException("Nobody\r\nanswered."), Noon).With(new InvalidOperationException("A bug."), Noon.AddMinutes(1));

        history.ShouldBe(new(2, "2026-03-03T12:00:00Z", "2026-03-03T12:00:00Z TimeoutException: Nobody answered.\n2026-03-03T12:01:00Z InvalidOperationException: A bug."));
    }

    [Fact]
    public void Of_a_history_that_grows_too_long_the_oldest_lines_go_whole()
    {
        var history = new History(0, "", "");
        for (var number = 1; number <= 100; number++)
            history = history.With(new TimeoutException($"{number} {new string('x', number % 3 == 0 ? 1000 : 90)}"), Noon);

        var kept = history.Lines.Split('\n');
        history.Lines.Length.ShouldBeInRange(3500, 4000);
        kept.Select(line => line.Split(' ')[2]).ShouldBe(Enumerable.Range(101 - kept.Length, kept.Length).Select(number => $"{number}"));
        kept.ShouldAllBe(line => line.StartsWith("2026-03-03T12:00:00Z TimeoutException: ", StringComparison.Ordinal));
    }

    [Theory, InlineData(3999), InlineData(4000), InlineData(9000)]
    public void A_line_from_outside_that_has_no_end_leaves_room_for_the_newest(int length) =>
        new History(1, "", new('x', length)).With(new TimeoutException("Down."), Noon).Lines.ShouldBe("2026-03-03T12:00:00Z TimeoutException: Down.");
}
