namespace IngestPipeline.Fetcher;

/// <summary>There is no article in what was submitted or fetched. Wrong for good.</summary>
/// <param name="reason">Short and of few values, for metrics: <c>empty</c>, <c>index</c>, <c>paywall</c> and so on.</param>
/// <param name="message">A sentence for a person.</param>
public sealed class NoArticleException(string reason, string message) : Exception(message)
{
    /// <summary>Short and of few values, for metrics.</summary>
    public string Reason { get; } = reason;
}
