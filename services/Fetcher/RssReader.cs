using System.Globalization;

namespace IngestPipeline.Fetcher;

/// <summary>RSS 0.90 to 2.0, with or without RDF.</summary>
/// <remarks>In RDF items stand beside the channel, else in it; either is read in both places. Sources: RSS 2.0 (rssboard.org), its best practices
/// profile, RSS 1.0 (purl.org/rss/1.0) and its modules dc, content and syndication.</remarks>
internal static class RssReader
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(366);

    /// <summary>Reads a document.</summary>
    /// <param name="root"><c>rss</c> or <c>rdf:RDF</c>; may have broken off.</param>
    /// <param name="url">Where it was fetched from.</param>
    public static Feed Read(FeedNode root, Uri url)
    {
        var channel = root.Begun("channel") ?? root;
        var home = FeedText.Address(channel.ValueOf("link"), channel.Base ?? url);
        var language = FeedText.Language(channel.ValueOf("language") ?? channel.ValueOf("dc:language") ?? channel.Language);
        var items = channel.All("item").Concat(channel == root ? [] : root.All("item")).ToList();
        var entries = items.Select(item => Entry(item, item.Base ?? home ?? url, language)).OfType<FeedEntry>().ToArray();
        return new()
        {
            Kind = root.Name == "rss" ? "rss" : "rdf",
            Title = FeedText.Html(channel.ValueOf("title")),
            Language = language,
            Entries = entries,
            Interval = Ttl(channel) ?? Update(channel),
            Dropped = items.Count - entries.Length,
        };
    }

    private static FeedEntry? Entry(FeedNode item, Uri against, string? language)
    {
        var guid = item.Child("guid");
        if (Link(item, guid, against) is not { } link) return null;

        var published = FeedText.Date(item.ValueOf("pubdate") ?? item.ValueOf("dc:date") ?? item.ValueOf("dcterms:issued") ?? item.ValueOf("dcterms:created") ?? item.ValueOf("atom:published"));
        var updated = FeedText.Date(item.ValueOf("atom:updated") ?? item.ValueOf("dcterms:modified"));
        return new()
        {
            Url = link,
            Id = guid?.Value ?? item.Attribute("rdf:about") ?? link.AbsoluteUri,
            Title = FeedText.Html(item.ValueOf("title") ?? item.ValueOf("dc:title")),
            Authors = FeedText.Names(Authors(item)),
            PublishedRaw = published,
            UpdatedRaw = updated,
            Published = FeedTime.Read(published),
            Updated = FeedTime.Read(updated),
            Summary = FeedText.Html(item.ValueOf("description") ?? item.ValueOf("content:encoded") ?? item.ValueOf("dc:description")),
            Language = FeedText.Language(item.ValueOf("dc:language") ?? item.ValueOf("language") ?? item.Language) ?? language,
            SourceName = FeedText.Html(item.ValueOf("source")),
        };
    }

    // The address before a counter of clicks was put in front of it goes first.
    private static Uri? Link(FeedNode item, FeedNode? guid, Uri against)
    {
        var links = item.All("feedburner:origlink").Concat(item.All("link")).Select(link => link.Value)
            .Concat(item.All("atom:link").Where(link => link.Attribute("rel") is null or "alternate").Select(link => link.Attribute("href")))
            .Append(IsPermalink(guid) ? guid?.Value : null)
            .Concat(item.All("link").Select(link => link.Attribute("href")))
            .Append(item.Attribute("rdf:about"));
        return links.Select(link => FeedText.Address(link, against)).FirstOrDefault(link => link is not null);
    }

    // Without a word it is one by the standard; many a feed has a bare number there all the same.
    private static bool IsPermalink(FeedNode? guid) => guid?.Attribute("ispermalink")?.ToLowerInvariant() switch
    {
        "false" => false,
        "true" => true,
        _ => guid?.Value?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true,
    };

    private static IEnumerable<string?> Authors(FeedNode item)
    {
        var creators = item.All("dc:creator").Select(name => name.Value)
            .Concat(item.All("atom:author").Select(author => author.ValueOf("atom:name"))).ToList();
        return creators.Exists(name => name is not null) ? creators : item.All("author").Select(name => name.ValueOf("name") ?? name.Value);
    }

    private static TimeSpan? Ttl(FeedNode channel) =>
        double.TryParse(channel.ValueOf("ttl"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) ? Believed(minutes) : null;

    private static TimeSpan? Update(FeedNode channel)
    {
        double? period = channel.ValueOf("sy:updateperiod")?.ToLowerInvariant() switch
        {
            "hourly" => 60,
            "daily" => 24 * 60,
            "weekly" => 7 * 24 * 60,
            "monthly" => 30 * 24 * 60,
            "yearly" => 365 * 24 * 60,
            _ => null,
        };
        if (period is null) return null;
        var isStated = double.TryParse(channel.ValueOf("sy:updatefrequency"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times) && times > 0;
        return Believed(period.Value / (isStated ? times : 1));
    }

    // Of at least a millisecond, since what is less is none.
    private static TimeSpan? Believed(double minutes) =>
        minutes * 60_000 >= 1 && minutes <= LongestInterval.TotalMinutes ? TimeSpan.FromMinutes(minutes) : null;
}
