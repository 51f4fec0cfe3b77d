namespace IngestPipeline.Fetcher;

/// <summary>Sitemaps, with or without Google's news extension, and their indexes.</summary>
/// <remarks>Sources: sitemaps.org, protocol 0.9; Google's documentation of news sitemaps. <c>lastmod</c> is when the page changed, not when it was
/// published.</remarks>
internal static class SitemapReader
{
    private const int MaxSitemaps = 1000;

    /// <summary>Reads a <c>urlset</c>.</summary>
    /// <param name="root">May have broken off.</param>
    /// <param name="url">Where it was fetched from.</param>
    public static Feed Read(FeedNode root, Uri url)
    {
        var pages = root.All("url").ToList();
        var entries = pages.Select(page => Entry(page, url)).OfType<FeedEntry>().ToArray();
        return new() { Kind = "sitemap", Entries = entries, Dropped = pages.Count - entries.Length };
    }

    /// <summary>Reads a <c>sitemapindex</c>.</summary>
    /// <param name="root">May have broken off.</param>
    /// <param name="url">Where it was fetched from.</param>
    public static Feed ReadIndex(FeedNode root, Uri url)
    {
        var listed = root.All("sitemap").Select(map => (Url: FeedText.Address(map.ValueOf("loc"), url), At: FeedTime.ReadDay(map.ValueOf("lastmod")))).ToList();
        var maps = listed.Where(map => map.Url is not null).OrderByDescending(map => map.At ?? DateTimeOffset.MinValue).Select(map => map.Url!).Distinct().Take(MaxSitemaps);
        return new() { Kind = "sitemap-index", Sitemaps = maps.ToArray(), Dropped = listed.Count(map => map.Url is null) };
    }

    private static FeedEntry? Entry(FeedNode page, Uri url)
    {
        if (FeedText.Address(page.ValueOf("loc"), url) is not { } link) return null;

        var news = page.Child("news:news");
        var publication = news?.Child("news:publication");
        var published = FeedText.Date(news?.ValueOf("news:publication_date"));
        var updated = FeedText.Date(page.ValueOf("lastmod"));
        return new()
        {
            Url = link,
            Id = link.AbsoluteUri,
            Title = FeedText.Html(news?.ValueOf("news:title")),
            PublishedRaw = published,
            UpdatedRaw = updated,
            Published = FeedTime.Read(published),
            Updated = FeedTime.Read(updated),
            Language = FeedText.Language(publication?.ValueOf("news:language") ?? news?.ValueOf("news:language")),
            SourceName = FeedText.Html(publication?.ValueOf("news:name") ?? news?.ValueOf("news:name")),
        };
    }
}
