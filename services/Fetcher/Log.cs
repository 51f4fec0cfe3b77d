namespace IngestPipeline.Fetcher;

/// <summary>Every log event of the Fetcher.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "fetcher.schedule.failed", Level = LogLevel.Warning, Message = "The schedule cannot be read, and is tried again in five seconds: {Reason}")]
    public static partial void ScheduleFailed(ILogger log, string reason);

    [LoggerMessage(EventName = "fetcher.turn.failed", Level = LogLevel.Warning, Message = "What was fetched from {Host} could not be noted, and is fetched again when the lease has ended: {Reason}")]
    public static partial void TurnFailed(ILogger log, string host, string reason);

    [LoggerMessage(EventName = "fetcher.page.later", Level = LogLevel.Information, Message = "A page of {Host} is tried again in {Seconds} seconds: {Reason}")]
    public static partial void FetchLater(ILogger log, string host, double seconds, string reason);

    [LoggerMessage(EventName = "fetcher.feed.failed", Level = LogLevel.Warning, Message = "The feed {Feed} could not be read: {Reason}")]
    public static partial void FeedFailed(ILogger log, string feed, string reason);
}
