namespace IngestPipeline.Fetcher;

/// <summary>A body that cannot be read as a feed. Wrong for good, as long as the body stays the same.</summary>
/// <param name="reason">Short and of few values, for metrics: <c>not-a-feed</c>, <c>broken</c>, <c>dtd</c>, <c>too-big</c>, <c>empty</c>.</param>
/// <param name="message">A sentence for a person.</param>
/// <param name="cause">What was caught, if anything.</param>
internal sealed class FeedUnreadableException(string reason, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Short and of few values, for metrics.</summary>
    public string Reason { get; } = reason;
}
