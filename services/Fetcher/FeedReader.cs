namespace IngestPipeline.Fetcher;

/// <summary>Reads feeds and sitemaps.</summary>
/// <remarks>
/// The body decides what it is, not the media type, which servers get wrong. RSS 0.91 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.0
/// and 1.1, sitemaps 0.9 with Google's news extension, sitemap indexes. XML is made readable first (<see cref="FeedMarkup"/>) and no entity
/// is ever resolved. Sources: RFC 4287, RSS 2.0 (rssboard.org), RSS 1.0 and its modules (purl.org/rss/1.0), jsonfeed.org, sitemaps.org.
/// Linear in the body. Weakness: the whole tree is held in memory, some ten times the body.
/// </remarks>
internal static class FeedReader
{
    // What sitemaps.org allows a sitemap, uncompressed.
    private const int MaxBytes = 50 * 1024 * 1024;
    private const int MaxEntries = 1000;

    /// <summary>Reads one body.</summary>
    /// <param name="body">Any bytes, not compressed.</param>
    /// <param name="mediaType">From the content type; only tells a JSON feed without version from other JSON. May be null.</param>
    /// <param name="charset">From the content type; null when there is none.</param>
    /// <param name="url">Where it was fetched from, absolute; relative addresses are resolved against it.</param>
    /// <returns>What was read; <see cref="Feed.IsCutOff"/> says whether all of it.</returns>
    /// <exception cref="FeedUnreadableException">It is no feed, breaks off before the first entry ends, declares entities, or has more than 50 MiB.</exception>
    public static Feed Read(ReadOnlyMemory<byte> body, string? mediaType, string? charset, Uri url)
    {
        if (body.Length > MaxBytes) throw new FeedUnreadableException("too-big", $"The feed has more than {MaxBytes} bytes.");

        var text = FeedMarkup.Decode(body.Span, charset);
        if (text.Length == 0) throw new FeedUnreadableException("empty", "The feed is empty.");
        if (text[0] == '{') return Newest(JsonFeedReader.Read(text, mediaType, url));
        if (text[0] != '<') throw new FeedUnreadableException("not-a-feed", "The body is neither XML nor a JSON object.");

        var (root, isBroken) = FeedTree.Parse(FeedMarkup.Repair(text), url);
        var feed = root?.Name switch
        {
            "rss" or "rdf:rdf" => RssReader.Read(root, url),
            "atom:feed" => AtomReader.Read(root, url),
            "urlset" => SitemapReader.Read(root, url),
            "sitemapindex" => SitemapReader.ReadIndex(root, url),
            null => throw new FeedUnreadableException("not-a-feed", "The body is no XML document."),
            _ => throw new FeedUnreadableException("not-a-feed", $"The body is a document of kind {FeedText.Cut(root.Name, 40)} and no feed."),
        };
        if (isBroken && feed.Entries.Count == 0 && feed.Sitemaps.Count == 0)
            throw new FeedUnreadableException("broken", "The feed breaks off or stops being XML before its first entry ends.");

        return Newest(feed with { IsCutOff = isBroken });
    }

    private static Feed Newest(Feed feed)
    {
        if (feed.Entries.Count <= MaxEntries) return feed;
        var newest = feed.Entries.Index()
            .OrderByDescending(entry => entry.Item.Published ?? entry.Item.Updated ?? DateTimeOffset.MinValue).Take(MaxEntries)
            .OrderBy(entry => entry.Index).Select(entry => entry.Item);
        return feed with { Entries = newest.ToArray() };
    }
}
