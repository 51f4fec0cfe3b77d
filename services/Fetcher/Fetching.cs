using IngestPipeline.Hosting;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>Asks hosts for what is due, as many at once as the options say, and decides what becomes of a request that failed: tried again later, or
/// given up with its reason.</summary>
/// <remarks>A job whose lease ended twice without an answer may have ended the process: it is done with nothing beside it, and given up when that
/// fails twice more. A host that does not answer several times in a row costs that many requests, however many pages wait for it: they are given up
/// together.</remarks>
internal sealed class Fetching(Schedule schedule, PageFetch pages, FeedPoll polls, PageStore store, FeedStore feeds, IQuarantine quarantine, IOptions<FetcherOptions> options,
    TimeProvider time, ILogger<Fetching> log) : BackgroundService
{
    private const int Suspected = 3, Convicted = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan Housekeeping = TimeSpan.FromHours(1), TakingUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly FetcherOptions options = options.Value;
    private readonly HashSet<Task> running = [];
    private long lastCleaned, lastTakenUp;

    // A robots.txt and a page, parsing and handing over, each to its limit.
    private TimeSpan LeaseTime => 2 * options.Timeout + TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Step(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away and tells nobody when it is back. Leases that were taken end by themselves.
                Log.ScheduleFailed(log, error.Message);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // Told to stop: what is under way is given back first.
            }
        }

        await Task.WhenAll(running);
    }

    private async Task Step(CancellationToken token)
    {
        running.RemoveWhere(task => task.IsCompleted);
        if (running.Count >= options.Hosts)
        {
            await Task.WhenAny(running).WaitAsync(token);
            return;
        }

        await Clean(token);
        await TakeUp(token);
        var turns = await schedule.Lease(options.Hosts - running.Count, LeaseTime, token);
        foreach (var turn in turns.Where(turn => turn.Job.Lost < Suspected)) running.Add(Task.Run(() => Take(turn, token), CancellationToken.None));
        foreach (var suspect in turns.Where(turn => turn.Job.Lost >= Suspected))
        {
            await Task.WhenAll(running);
            await Take(suspect, token);
        }

        if (turns.Count == 0) await schedule.Wait(token);
    }

    /// <summary>Does what a turn is for. Nothing is thrown: a turn that cannot even be given back ends by time.</summary>
    private async Task Take(Turn turn, CancellationToken token)
    {
        try
        {
            await (turn.Job.Purpose is null ? Poll(turn, token) : Do(turn, token));
        }
        catch (Exception error)
        {
            Log.TurnFailed(log, turn.Host, error.Message);
            // The host and the page are not to blame.
            await schedule.Later(turn, turn.Job, AfterFailure, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A feed is never given up, only asked for less and less often; what goes wrong here is no fault of its own.
    private async Task Poll(Turn turn, CancellationToken token)
    {
        if (turn.Job.Lost >= Convicted)
        {
            Log.TurnFailed(log, turn.Host, new UnansweredFetchException(turn.Job.Url).Message);
            await schedule.Later(turn, turn.Job, FeedSchedule.Longest, CancellationToken.None);
            return;
        }

        try
        {
            await polls.Run(turn, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await schedule.Later(turn, turn.Job, TimeSpan.Zero, CancellationToken.None);
        }
    }

    private async Task Do(Turn turn, CancellationToken token)
    {
        var job = turn.Job;
        try
        {
            if (job.Lost >= Convicted) throw new UnansweredFetchException(job.Url);
            var age = time.GetUtcNow() - job.Purpose?.Intake.ReceivedAt;
            await StageWork.Run("fetcher", () => job.StartActivity(Names.Spans.Fetch), age, work => pages.Run(turn, work, token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await schedule.Later(turn, job, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception error)
        {
            // What is decided here is written down also while the service stops.
            if (!PassingFault.Is(error) || job.Attempts >= options.Retries) await GiveUp(turn, error);
            else await TryAgain(turn, error);
        }
    }

    private async Task TryAgain(Turn turn, Exception error)
    {
        var asked = (error as PageUnavailableException)?.RetryAfter ?? TimeSpan.Zero;
        var own = HostState.Backoff(options.RetryDelay, turn.Job.Attempts, LongestWait);
        var wait = asked > own ? asked : own;
        if (turn.State.Failures > options.Retries)
        {
            await GiveUp(turn, error);
            return;
        }

        Log.FetchLater(log, turn.Host, wait.TotalSeconds, error.Message);
        await schedule.Later(turn, turn.Job with { Attempts = turn.Job.Attempts + 1 }, wait, CancellationToken.None);
    }

    private async Task GiveUp(Turn turn, Exception error)
    {
        await Quarantine(turn.Job, error);
        if (turn.State.Failures > options.Retries)
        {
            foreach (var other in await schedule.Pages(turn.Host, CancellationToken.None))
            {
                if (other.Id == turn.Job.Id) continue;
                await Quarantine(other, error);
                await schedule.Remove(other, CancellationToken.None);
            }
        }

        await schedule.Done(turn, CancellationToken.None);
    }

    private async Task Quarantine(FetchJob job, Exception error)
    {
        using var span = job.StartActivity(Names.Spans.Quarantine);
        span?.SetTag(Names.Attributes.Queue, Names.Intake);
        span?.SetTag(Names.Attributes.Reason, error.Message);
        span.Fail(error);
        await quarantine.Keep(job.Purpose!.Message, Names.Intake, error, CancellationToken.None);
    }

    private async Task Clean(CancellationToken token)
    {
        if (lastCleaned != 0 && time.GetElapsedTime(lastCleaned) < Housekeeping) return;
        lastCleaned = time.GetTimestamp();
        await schedule.Forget(token);
        await store.Forget(token);
        await feeds.Forget(token);
    }

    // Whoever adds a feed writes no more than that it is followed.
    private async Task TakeUp(CancellationToken token)
    {
        if (lastTakenUp != 0 && time.GetElapsedTime(lastTakenUp) < TakingUp) return;
        lastTakenUp = time.GetTimestamp();
        var fresh = await feeds.Fresh(token);
        var jobs = fresh.Select(feed => new FetchJob { Id = feed.FeedId, Url = new Uri(feed.Url) }).Where(job => CanonicalUrl.HostOf(job.Url) is not null).ToList();
        if (jobs.Count > 0) await schedule.Add(jobs, token);
    }
}
