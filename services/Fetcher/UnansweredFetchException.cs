namespace IngestPipeline.Fetcher;

/// <summary>A page whose fetching never came to an end, at last with nothing beside it: that it ended the process is likely. Wrong for good until
/// somebody has looked at it.</summary>
/// <param name="url">The page.</param>
public sealed class UnansweredFetchException(Uri url)
    : Exception($"Suspected crasher: fetching {CanonicalUrl.ForMessage(url)} began four times and never came to an end, the last two times alone.");
