using IngestPipeline.Hosting;

namespace IngestPipeline.Fetcher;

/// <summary>A page that could not be fetched now: the message is retried later.</summary>
/// <param name="reason">Short and of few values, for metrics: <c>timeout</c>, <c>connection</c>, <c>status-503</c>, <c>circuit-open</c> and so on.</param>
/// <param name="message">A sentence for a person; no user info or query of a URL.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class PageUnavailableException(string reason, string message, Exception? cause = null) : PassingException(message, cause)
{
    /// <summary>Short and of few values, for metrics.</summary>
    public string Reason { get; } = reason;

    /// <summary>How long the server asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
