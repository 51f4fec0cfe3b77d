using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>One page: may it be fetched → ask for it → follow where it moved, or find the article and hand it over.</summary>
internal sealed class PageFetch(PageClient client, Robots robots, PageStore pages, Schedule schedule, ArticleHandOver handOver, IBus bus, IOptions<FetcherOptions> options, TimeProvider time)
{
    /// <summary>Does it, and gives the turn back.</summary>
    /// <param name="turn">For a page.</param>
    /// <param name="work">The stage's work on it.</param>
    /// <param name="token">Gives up; the turn is still held then, as after any exception.</param>
    /// <returns>What became of it: <c>fetched</c>, <c>moved</c> or <c>unchanged</c>.</returns>
    /// <exception cref="PageRefusedException">Wrong for good.</exception>
    /// <exception cref="NoArticleException">Wrong for good.</exception>
    /// <exception cref="PageUnavailableException">May work later.</exception>
    public async Task<string> Run(Turn turn, StageWork work, CancellationToken token)
    {
        var job = turn.Job;
        await robots.Check(turn, token);
        var kept = await pages.Find(job.PageId, token);
        // Who drops an address wants its article, changed or not: so it is asked for anew unless the page is here. A feed wants news only.
        var known = kept is { Page.Body.Length: > 0 } || job.Purpose!.Evidence is not null ? kept : null;
        var answer = await client.Get(turn, new Ask(job.Url, Expected.Page, known?.Page.ETag, known?.Page.LastModified), token);
        switch (answer)
        {
            case Answer.Moved moved:
                await schedule.Later(turn, Moved(job, moved.To), TimeSpan.Zero, token);
                return "moved";
            case Answer.Unchanged when known!.Page.Body.Length == 0:
                await schedule.Done(turn, token);
                return "unchanged";
        }

        var page = answer is Answer.Whole whole ? whole.Page with { RequestedUrl = job.RequestedUrl, Redirects = job.Purpose!.Redirects } : known!.Page with { FetchedAt = time.GetUtcNow() };
        await handOver.Of(bus, job.Purpose!, page, work, token);
        await pages.Remember(job, page, token);
        await schedule.Done(turn, token);
        return "fetched";
    }

    private FetchJob Moved(FetchJob job, Uri to)
    {
        PageAddress.Check(to, job.Url, options.Value);
        if (job.Purpose!.Redirects.Count >= options.Value.MaxRedirects)
            throw new PageRefusedException("redirects", $"The page redirects more than {options.Value.MaxRedirects} times.");
        return job.MovedTo(to);
    }
}
