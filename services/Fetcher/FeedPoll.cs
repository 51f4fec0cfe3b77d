using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Text;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>One poll of a feed: ask for it → put the pages it newly names on the schedule → note what it said → decide when to ask again.</summary>
/// <remarks>The pages are put down before it is noted that they are known: who dies in between puts them down again, under the same ids.</remarks>
internal sealed class FeedPoll(PageClient client, Robots robots, FeedStore feeds, Schedule schedule, IOptions<FetcherOptions> options, TimeProvider time, ILogger<FeedPoll> log)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Does it, and gives the turn back.</summary>
    /// <param name="turn">For a feed.</param>
    /// <param name="token">Gives up; the turn is still held then, as after any exception.</param>
    public async Task Run(Turn turn, CancellationToken token)
    {
        using var span = turn.Job.StartActivity(Names.Spans.Poll);
        if (await feeds.Find(turn.Job.Id, token) is not { } feed)
        {
            await schedule.Done(turn, token);
            return;
        }

        span?.SetTag(Names.Attributes.FeedUrl, CanonicalUrl.ForMessage(new Uri(feed.Url)));
        try
        {
            await robots.Check(turn, token);
            switch (await client.Get(turn, new Ask(turn.Job.Url, Expected.Feed, feed.Etag, feed.LastModified), token))
            {
                case Answer.Moved moved:
                    await Move(turn, moved.To, token);
                    return;
                case Answer.Whole whole:
                    await Take(turn, feed, whole.Page, span, token);
                    return;
                default:
                    await Note(turn, feed, FeedOutcome.Unchanged, "Nothing new.", [], false, null, default, token);
                    return;
            }
        }
        catch (Exception error) when (error is PageRefusedException or PageUnavailableException or FeedUnreadableException or NoContactException)
        {
            span.Fail(error);
            Log.FeedFailed(log, CanonicalUrl.ForMessage(new Uri(feed.Url)), error.Message);
            await Note(turn, feed, FeedOutcome.Failed, error.Message, [], false, null, (error as PageUnavailableException)?.RetryAfter ?? default, token);
        }
    }

    private async Task Move(Turn turn, Uri to, CancellationToken token)
    {
        PageAddress.Check(to, turn.Job.Url, options.Value);
        if (turn.Job.Attempts >= options.Value.MaxRedirects) throw new PageRefusedException("redirects", $"The feed redirects more than {options.Value.MaxRedirects} times.");
        await schedule.Later(turn, turn.Job with { Url = to, Attempts = turn.Job.Attempts + 1 }, TimeSpan.Zero, token);
    }

    private async Task Take(Turn turn, FeedStore.Followed feed, Page page, Activity? span, CancellationToken token)
    {
        var read = FeedReader.Read(page.Body, page.ContentType, page.Charset, turn.Job.Url);
        if (read.Sitemaps.Count > 0 && read.Entries.Count == 0)
            throw new FeedUnreadableException("sitemap-index", $"This lists {read.Sitemaps.Count} sitemaps and no pages: add those that are to be followed, such as {CanonicalUrl.ForMessage(read.Sitemaps[0])}.");

        var all = FeedNews.Of(read);
        var news = await feeds.News(feed.FeedId, all, token);
        if (news.Count > 0) await schedule.Add(news.Select(entry => Job(feed, read, entry, span)), token);
        span?.SetTag(Names.Attributes.FeedNews, news.Count);
        var said = string.Create(CultureInfo.InvariantCulture, $"{news.Count} new of {all.Count}{(read.IsCutOff ? ", broken off" : "")}.");
        await Note(turn, feed with { Etag = page.ETag, LastModified = page.LastModified }, news.Count > 0 ? FeedOutcome.Changed : FeedOutcome.Unchanged, said, all, news.Count > 0, read.Interval, default, token);
    }

    private async Task Note(Turn turn, FeedStore.Followed feed, FeedOutcome outcome, string said, IReadOnlyCollection<FeedNews> seen, bool hasNews,
        TimeSpan? interval, TimeSpan asked, CancellationToken token)
    {
        var next = FeedSchedule.Next(TimeSpan.FromMilliseconds(feed.Spacing), outcome, feed.Failures, interval);
        var noted = feed with { Failures = outcome == FeedOutcome.Failed ? feed.Failures + 1 : 0, Spacing = (long)next.TotalMilliseconds };
        await feeds.Note(noted, seen, said, hasNews, time.GetUtcNow(), token);
        Telemetry.CountPoll(outcome.ToString().ToLowerInvariant());
        await schedule.Later(turn, turn.Job with { Url = new Uri(feed.Url), Attempts = 0 }, asked > next ? asked : next, token);
    }

    // Dropped as a person would drop it, in a trace of its own that is linked to the poll.
    private FetchJob Job(FeedStore.Followed feed, Feed read, FeedNews news, Activity? poll)
    {
        var entry = news.Entry;
        var submission = new SubmitArticle { Url = entry.Url.AbsoluteUri, Language = entry.Language ?? read.Language };
        var id = NameId.Of("feed-entry", feed.Url, news.EntryId.ToString("N"), news.State.ToString("N")).ToString("D");
        Activity.Current = null;
        using var drop = Telemetry.Source.StartActivity(Names.Spans.Drop, ActivityKind.Producer, default(ActivityContext), links: poll is null ? null : [new ActivityLink(poll.Context)]);
        drop?.SetTag(Names.Attributes.IntakeMessageId, id);
        Activity.Current = poll;
        return FetchJob.Of(new()
        {
            Message = new() { Body = JsonSerializer.SerializeToUtf8Bytes(submission, Json), MessageId = id, AppId = "feed", ContentType = "application/json" },
            Submission = submission,
            Intake = new() { Kind = "feed", MessageId = id, SubmittedBy = "feed", ReceivedAt = time.GetUtcNow() },
            Evidence = new()
            {
                Url = CanonicalUrl.ForMessage(new Uri(feed.Url)),
                EntryId = entry.Id,
                Title = entry.Title,
                Authors = entry.Authors,
                PublishedRaw = entry.PublishedRaw,
                PublishedAt = entry.Published,
                UpdatedAt = entry.Updated,
            },
            TraceParent = drop?.Id,
        });
    }
}
