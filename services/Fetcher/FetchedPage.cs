using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>What fetching tells of an article beside its page.</summary>
/// <param name="Details">The HTTP exchange.</param>
/// <param name="At">When the page was there.</param>
/// <param name="Evidence">What the feed says that named it; null when none did.</param>
internal sealed record FetchedPage(FetchDetails Details, DateTimeOffset At, FeedEvidence? Evidence);
