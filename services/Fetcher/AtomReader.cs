namespace IngestPipeline.Fetcher;

/// <summary>Atom 1.0 and 0.3.</summary>
/// <remarks>Sources: RFC 4287; the Atom 0.3 draft, which says issued and modified for published and updated. An entry without author has those of its
/// source, else the feed's (section 4.2.1).</remarks>
internal static class AtomReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="root"><c>feed</c>; may have broken off.</param>
    /// <param name="url">Where it was fetched from.</param>
    public static Feed Read(FeedNode root, Uri url)
    {
        var home = Alternate(root, root.Base ?? url);
        var entries = root.All("atom:entry").ToList();
        var read = entries.Select(entry => Entry(entry, root, entry.Base ?? home ?? url)).OfType<FeedEntry>().ToArray();
        return new()
        {
            Kind = "atom",
            Title = Text(root.Child("atom:title")),
            Language = FeedText.Language(root.Language),
            Entries = read,
            Dropped = entries.Count - read.Length,
        };
    }

    private static FeedEntry? Entry(FeedNode entry, FeedNode feed, Uri against)
    {
        if ((FeedText.Address(entry.ValueOf("feedburner:origlink"), against) ?? Alternate(entry, against)) is not { } link) return null;

        var source = entry.Child("atom:source");
        var published = FeedText.Date(entry.ValueOf("atom:published") ?? entry.ValueOf("atom:issued") ?? entry.ValueOf("atom:created") ?? entry.ValueOf("dc:date"));
        var updated = FeedText.Date(entry.ValueOf("atom:updated") ?? entry.ValueOf("atom:modified"));
        return new()
        {
            Url = link,
            Id = entry.ValueOf("atom:id") ?? link.AbsoluteUri,
            Title = Text(entry.Child("atom:title")),
            Authors = new[] { entry, source, feed }.OfType<FeedNode>().Select(Authors).FirstOrDefault(names => names.Count > 0) ?? [],
            PublishedRaw = published,
            UpdatedRaw = updated,
            Published = FeedTime.Read(published),
            Updated = FeedTime.Read(updated),
            Summary = Text(entry.Child("atom:summary")) ?? Text(entry.Child("atom:content")),
            Language = FeedText.Language(entry.Language),
            SourceName = Text(source?.Child("atom:title")),
        };
    }

    private static IReadOnlyList<string> Authors(FeedNode node) =>
        FeedText.Names(node.All("atom:author").Select(author => author.ValueOf("atom:name")).Concat(node.All("dc:creator").Select(name => name.Value)));

    // A page for readers before one of an unnamed type before any other, in the order of the feed.
    private static Uri? Alternate(FeedNode node, Uri against) => node.All("atom:link")
        .Where(link => link.Attribute("rel") is null or "alternate" or "http://www.iana.org/assignments/relation/alternate")
        .OrderBy(link => link.Attribute("type")?.ToLowerInvariant() switch { "text/html" or "application/xhtml+xml" => 0, null => 1, _ => 2 })
        .Select(link => FeedText.Address(link.Attribute("href"), link.Base ?? against))
        .FirstOrDefault(link => link is not null);

    // Types of 0.3 are media types; its mode "escaped" is what 1.0 calls html. A content elsewhere or of another type is no text.
    private static string? Text(FeedNode? node) => node?.Attribute("type")?.ToLowerInvariant() switch
    {
        _ when node?.Attribute("src") is not null => null,
        null when node?.Attribute("mode") is "escaped" => FeedText.Html(node.Value),
        null or "text" or "text/plain" or "xhtml" or "application/xhtml+xml" => FeedText.Plain(node?.Value),
        "html" or "text/html" => FeedText.Html(node.Value),
        _ => null,
    };
}
