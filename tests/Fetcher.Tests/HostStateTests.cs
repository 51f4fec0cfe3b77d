namespace IngestPipeline.Fetcher.Tests;

public sealed class HostStateTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(5), FirstSilence = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_host_that_answers_is_asked_at_the_usual_pace()
    {
        After(HostAnswer.Answer, HostAnswer.Answer).ShouldBe(new HostState(Usual, 0, Usual));
    }

    [Fact]
    public void A_host_that_asks_for_fewer_requests_gets_half_as_many_each_time_and_never_none()
    {
        After(HostAnswer.Answer, HostAnswer.Slower).Wait.ShouldBe(2 * Usual);
        After(HostAnswer.Answer, HostAnswer.Slower, HostAnswer.Slower).Wait.ShouldBe(4 * Usual);
        After([.. Enumerable.Repeat(HostAnswer.Slower, 30)]).Wait.ShouldBe(HostState.Slowest);
    }

    [Fact]
    public void It_comes_back_to_the_usual_pace_a_quarter_at_a_time()
    {
        After(HostAnswer.Answer, HostAnswer.Slower, HostAnswer.Answer).Wait.ShouldBe(1.5 * Usual);
        After([HostAnswer.Answer, HostAnswer.Slower, .. Enumerable.Repeat(HostAnswer.Answer, 5)]).Wait.ShouldBe(Usual);
    }

    [Fact]
    public void A_host_that_is_silent_is_left_alone_four_times_as_long_each_time_up_to_an_hour()
    {
        After(HostAnswer.Silence).ShouldBe(new HostState(Usual, 1, FirstSilence));
        After(HostAnswer.Silence, HostAnswer.Silence).ShouldBe(new HostState(Usual, 2, 4 * FirstSilence));
        After([.. Enumerable.Repeat(HostAnswer.Silence, 40)]).Wait.ShouldBe(TimeSpan.FromHours(1));
        After(HostAnswer.Silence, HostAnswer.Silence, HostAnswer.Answer).ShouldBe(new HostState(Usual, 0, Usual));
    }

    [Fact]
    public void A_crawl_delay_of_a_year_means_ten_minutes()
    {
        default(HostState).After(HostAnswer.Answer, TimeSpan.FromDays(365), FirstSilence).Wait.ShouldBe(HostState.Slowest);
    }

    [Fact]
    public void An_interval_of_nothing_still_gives_way()
    {
        default(HostState).After(HostAnswer.Slower, TimeSpan.Zero, FirstSilence).Wait.ShouldBe(TimeSpan.FromSeconds(1));
    }

    private static HostState After(params HostAnswer[] answers) => answers.Aggregate(default(HostState), (state, answer) => state.After(answer, Usual, FirstSilence));
}
