using System.Collections.Concurrent;
using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>The schedule on either database: <see cref="ScheduleOnSqliteTests"/>, and PostgreSQL among the integration tests.</summary>
/// <param name="make">Makes an empty database.</param>
public abstract class ScheduleTests(Func<Task<Database>> make) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly Uri One = new("https://one.example/a"), Two = new("https://two.example/a");
    private Database database = null!;
    private Schedule schedule = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await make();
        await Schema.Apply(database, Token);
        schedule = new(database);
    }

    public async ValueTask DisposeAsync()
    {
        schedule.Dispose();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_job_comes_back_as_it_was_added()
    {
        var job = Some.Job(One);

        await schedule.Add([job], Token);
        var turn = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();

        (turn.Job.Id, turn.Job.Url, turn.Job.Attempts, turn.Job.Lost, turn.Host).ShouldBe((job.Id, One, 0, 1, "one.example"));
        turn.Job.Purpose.ShouldNotBeNull().ToJson().ShouldBe(job.Purpose!.ToJson());
    }

    [Fact]
    public async Task A_message_that_comes_twice_asks_once()
    {
        await schedule.Add([Some.Job(One)], Token);
        await schedule.Add([Some.Job(One)], Token);

        (await schedule.Pages("one.example", Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_is_leased_to_one_only()
    {
        await schedule.Add([Some.Job(One, "1"), Some.Job(One, "2"), Some.Job(Two)], Token);

        (await schedule.Lease(10, Long, Token)).Select(turn => turn.Host).ShouldBe(["one.example", "two.example"]);
        await schedule.Add([Some.Job(One, "3")], Token);

        (await schedule.Lease(10, Long, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_more_hosts_are_leased_than_asked_for()
    {
        await schedule.Add([Some.Job(One), Some.Job(Two)], Token);

        (await schedule.Lease(1, Long, Token)).ShouldHaveSingleItem();
        (await schedule.Lease(1, Long, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_was_asked_is_left_alone_for_as_long_as_its_state_says()
    {
        await schedule.Add([Some.Job(One, "1"), Some.Job(One, "2")], Token);
        var turn = (await schedule.Lease(10, Long, Token)).Single();

        turn.State = new HostState(Long, 3, Long);
        turn.RobotsRead = "User-agent: *";
        await schedule.Done(turn, Token);
        (await schedule.Lease(10, Long, Token)).ShouldBeEmpty();
        await schedule.Add([Some.Job(One, "3")], Token);
        (await schedule.Lease(10, Long, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_known_of_a_host_goes_from_turn_to_turn()
    {
        await schedule.Add([Some.Job(One, "1"), Some.Job(One, "2")], Token);
        var first = (await schedule.Lease(10, Long, Token)).Single();

        first.State = new HostState(TimeSpan.FromSeconds(7), 2, TimeSpan.Zero);
        first.RobotsRead = "User-agent: *";
        await schedule.Done(first, Token);
        var second = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();

        second.Job.Id.ShouldNotBe(first.Job.Id);
        (second.State.Spacing, second.State.Failures).ShouldBe((TimeSpan.FromSeconds(7), 2));
        second.Robots.ShouldNotBeNull().Text.ShouldBe("User-agent: *");
    }

    [Fact]
    public async Task A_lease_that_nobody_gives_back_ends_by_itself_and_is_counted()
    {
        await schedule.Add([Some.Job(One)], Token);
        await schedule.Lease(10, TimeSpan.Zero, Token);

        var again = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();

        again.Job.Lost.ShouldBe(2);
    }

    [Fact]
    public async Task Who_comes_too_late_changes_nothing_that_another_holds()
    {
        await schedule.Add([Some.Job(One)], Token);
        var late = (await schedule.Lease(10, TimeSpan.Zero, Token)).Single();
        var holder = (await schedule.Lease(10, Long, Token)).Single();

        late.State = new HostState(Long, 9, Long);
        await schedule.Later(late, late.Job with { Attempts = 7 }, TimeSpan.Zero, Token);
        (await schedule.Lease(10, Long, Token)).ShouldBeEmpty();
        await schedule.Later(holder, holder.Job, TimeSpan.Zero, Token);

        var again = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();
        (again.Job.Attempts, again.State.Failures).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_job_that_waits_holds_up_no_other_of_its_host()
    {
        await schedule.Add([Some.Job(One, "1"), Some.Job(One, "2")], Token);
        var turn = (await schedule.Lease(10, Long, Token)).Single();

        await schedule.Later(turn, turn.Job with { Attempts = 1 }, Long, Token);
        var other = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();
        await schedule.Done(other, Token);

        other.Job.Id.ShouldNotBe(turn.Job.Id);
        (await schedule.Lease(10, Long, Token)).ShouldBeEmpty();
        (await schedule.HasPages(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_that_moved_counts_against_the_other_host()
    {
        await schedule.Add([Some.Job(One)], Token);
        var turn = (await schedule.Lease(10, Long, Token)).Single();

        await schedule.Later(turn, turn.Job.MovedTo(Two), TimeSpan.Zero, Token);
        var moved = (await schedule.Lease(10, Long, Token)).ShouldHaveSingleItem();

        (moved.Host, moved.Job.Url, moved.Job.RequestedUrl).ShouldBe(("two.example", Two, One));
        moved.Job.Purpose.ShouldNotBeNull().Redirects.ShouldBe([Two]);
    }

    [Fact]
    public async Task Hosts_that_nobody_asks_are_forgotten_and_those_that_wait_are_not()
    {
        await schedule.Add([Some.Job(One), Some.Job(Two)], Token);
        foreach (var turn in await schedule.Lease(10, Long, Token))
        {
            if (turn.Host == "one.example") await schedule.Done(turn, Token);
            else await schedule.Later(turn, turn.Job, Long, Token);
        }

        await using var connection = await database.Source.OpenConnectionAsync(Token);
        await connection.ExecuteAsync("update hosts set used_at = 0");
        await schedule.Forget(Token);

        (await connection.QueryAsync<string>("select host from hosts")).ShouldBe(["two.example"]);
    }

    [Fact]
    public async Task Many_at_once_do_each_job_once_and_one_of_a_host_at_a_time()
    {
        const int Hosts = 8, Each = 12, Fetchers = 6;
        var (done, inside, together) = (new ConcurrentBag<Guid>(), new ConcurrentDictionary<string, int>(), 0);
        var adding = Enumerable.Range(0, Each).Select(i => schedule.Add(Enumerable.Range(0, Hosts)
            .Select(host => Some.Job(new Uri($"https://{(i * 5 + host) % Hosts}.example/{i}"), $"{i}")), Token));

        await Task.WhenAll(adding.Concat(Enumerable.Range(0, Fetchers).Select(_ => Task.Run(async () =>
        {
            using var own = new Schedule(database);
            while (done.Count < Hosts * Each)
            {
                foreach (var turn in await own.Lease(3, Long, Token))
                {
                    if (inside.AddOrUpdate(turn.Host, 1, (_, count) => count + 1) > 1) together++;
                    await Task.Yield();
                    inside.AddOrUpdate(turn.Host, 0, (_, count) => count - 1);
                    var wasMoved = turn.Job.Purpose!.Redirects.Count > 0;
                    if (!wasMoved && turn.Job.Url.AbsolutePath.Length % 2 == 0)
                    {
                        await own.Later(turn, turn.Job.MovedTo(new Uri($"https://{done.Count % Hosts}.example{turn.Job.Url.AbsolutePath}")), TimeSpan.Zero, Token);
                        continue;
                    }

                    await own.Done(turn, Token);
                    done.Add(turn.Job.Id);
                }
            }
        }, Token))));

        together.ShouldBe(0);
        done.Distinct().Count().ShouldBe(Hosts * Each);
        done.Count.ShouldBe(Hosts * Each);
        (await schedule.HasPages(Token)).ShouldBeFalse();
    }
}
