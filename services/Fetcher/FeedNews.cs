using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>An entry of a feed, as what is remembered of it.</summary>
/// <param name="Entry">What the feed says.</param>
/// <param name="EntryId">Names the address, whichever feed names it in whichever variant.</param>
/// <param name="State">Names what the feed says of it: headline and times.</param>
internal sealed record FeedNews(FeedEntry Entry, Guid EntryId, Guid State)
{
    /// <summary>The entries of a feed, each address once: the first.</summary>
    public static IReadOnlyList<FeedNews> Of(Feed feed) => [.. feed.Entries
        .Select(entry => new FeedNews(
            entry,
            NameId.Of("feed-entry", CanonicalUrl.Key(entry.Url.AbsoluteUri) ?? entry.Url.AbsoluteUri),
            NameId.Of("feed-state", entry.Title ?? "", entry.UpdatedRaw ?? entry.PublishedRaw ?? "")))
        .DistinctBy(entry => entry.EntryId)];
}
