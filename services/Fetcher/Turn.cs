namespace IngestPipeline.Fetcher;

/// <summary>The right to ask one host for one thing, held by one fetcher until it is given back or its time is over.</summary>
internal sealed class Turn
{
    /// <summary>What is to be fetched.</summary>
    public required FetchJob Job { get; init; }

    /// <summary>Names the lease in the table <c>hosts</c>.</summary>
    public required Guid Lease { get; init; }

    /// <summary>The host, as in <see cref="FetchJob.HostOf"/>.</summary>
    public required string Host { get; init; }

    /// <summary>How the host is treated; changed by each answer, and stored when the turn is given back.</summary>
    public required HostState State { get; set; }

    /// <summary>Its robots.txt as it is kept; null when it was never read.</summary>
    public StoredRobots? Robots { get; init; }

    /// <summary>Time between two requests that its robots.txt asks for.</summary>
    public TimeSpan? CrawlDelay { get; set; }

    /// <summary>Its robots.txt when it was read in this turn, to be kept; empty when the host has none.</summary>
    public string? RobotsRead { get; set; }

    /// <summary>Time between two requests as the options ask for, or the host itself when it asks for more.</summary>
    public TimeSpan Usual(FetcherOptions options) => CrawlDelay is { } delay && delay > options.HostInterval ? delay : options.HostInterval;
}

/// <summary>A robots.txt as it is kept.</summary>
/// <param name="Text">As it came; empty when there is none.</param>
/// <param name="Age">How long ago it was read.</param>
internal sealed record StoredRobots(string Text, TimeSpan Age);
