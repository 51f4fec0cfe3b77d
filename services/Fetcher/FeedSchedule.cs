namespace IngestPipeline.Fetcher;

/// <summary>When a feed is asked for again.</summary>
/// <remarks>
/// Halved when something is new, half as long again when not, doubled when it fails: additive knowledge of a rate that itself changes with
/// the hour and the weekday. Where new and nothing new balance, ln 1.5 / (ln 1.5 + ln 2) = 37 in 100 polls find something: a feed that
/// changes every hour is asked about every 22 minutes, between 10 and 60 at worst. Weakness: a feed that sleeps at night is slow in the morning.
/// </remarks>
internal static class FeedSchedule
{
    /// <summary>No feed is asked for sooner.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>No feed is asked for later.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestAfterFailures = TimeSpan.FromHours(1);

    /// <summary>The time until the next poll.</summary>
    /// <param name="current">The time before this poll; what lies outside of the bounds counts as the bound.</param>
    /// <param name="outcome">What this poll brought.</param>
    /// <param name="failures">Polls in succession that failed before this one, 0 or more.</param>
    /// <param name="publisherInterval">What the feed asks for (<see cref="Feed.Interval"/>): a lower bound, up to 24 hours; null when nothing.</param>
    /// <returns>10 minutes to 24 hours; after a success that follows failures at most one hour, unless the publisher asks for more.</returns>
    public static TimeSpan Next(TimeSpan current, FeedOutcome outcome, int failures, TimeSpan? publisherInterval)
    {
        var least = Within(publisherInterval ?? Shortest, Shortest, Longest);
        var most = outcome != FeedOutcome.Failed && failures > 0 ? LongestAfterFailures : Longest;
        var factor = outcome switch { FeedOutcome.Changed => 0.5, FeedOutcome.Unchanged => 1.5, _ => 2 };
        return Within(Within(Within(current, Shortest, Longest) * factor, Shortest, most), least, Longest);
    }

    private static TimeSpan Within(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
