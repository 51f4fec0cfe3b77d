namespace IngestPipeline.Fetcher;

/// <summary>A page that this system does not fetch, or that its server refuses. Wrong for good: never retried.</summary>
/// <param name="reason">Short and of few values, for metrics: <c>private-address</c>, <c>too-big</c>, <c>status-404</c> and so on.</param>
/// <param name="message">A sentence for a person; no user info or query of a URL.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class PageRefusedException(string reason, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Short and of few values, for metrics.</summary>
    public string Reason { get; } = reason;
}
