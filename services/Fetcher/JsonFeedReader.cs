using System.Text;
using System.Text.Json;

namespace IngestPipeline.Fetcher;

/// <summary>JSON Feed 1.0 and 1.1.</summary>
/// <remarks>Of a feed that breaks off the items before that are read. Source: jsonfeed.org, version 1.1; 1.0 has one <c>author</c>. <c>external_url</c>
/// is what an item is about and not the item, so it is read only where there is no <c>url</c>.</remarks>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads a document.</summary>
    /// <param name="text">Begins with a brace.</param>
    /// <param name="mediaType">Of the answer; may be null.</param>
    /// <param name="url">Where it was fetched from.</param>
    /// <exception cref="FeedUnreadableException">It is no JSON, or no feed.</exception>
    public static Feed Read(string text, string? mediaType, Uri url)
    {
        var isCutOff = false;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException fault)
        {
            isCutOff = true;
            document = Begun(text) ?? throw new FeedUnreadableException("broken", "The body is no JSON, and no item of a feed ends before it stops being it.", fault);
        }

        using (document) return Feed(document.RootElement, mediaType, url) with { IsCutOff = isCutOff };
    }

    private static Feed Feed(JsonElement root, string? mediaType, Uri url)
    {
        var isNamed = Text(root, "version")?.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase) == true
            || mediaType?.Contains("feed+json", StringComparison.OrdinalIgnoreCase) == true;
        if (!isNamed || !root.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new FeedUnreadableException("not-a-feed", "The body is a JSON object and no JSON feed.");

        var language = FeedText.Language(Text(root, "language"));
        var authors = Authors(root);
        var against = FeedText.Address(Text(root, "home_page_url"), url) ?? url;
        var items = list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).ToList();
        var entries = items.Select(item => Entry(item, against, language, authors)).OfType<FeedEntry>().ToArray();
        return new() { Kind = "json", Title = FeedText.Plain(Text(root, "title")), Language = language, Entries = entries, Dropped = items.Count - entries.Length };
    }

    private static FeedEntry? Entry(JsonElement item, Uri against, string? language, IReadOnlyList<string> inherited)
    {
        var id = Text(item, "id");
        var permalink = id?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? id : null;
        if ((FeedText.Address(Text(item, "url"), against) ?? FeedText.Address(permalink, against) ?? FeedText.Address(Text(item, "external_url"), against)) is not { } link) return null;

        var authors = Authors(item);
        var published = FeedText.Date(Text(item, "date_published"));
        var updated = FeedText.Date(Text(item, "date_modified"));
        return new()
        {
            Url = link,
            Id = id ?? link.AbsoluteUri,
            Title = FeedText.Plain(Text(item, "title")),
            Authors = authors.Count > 0 ? authors : inherited,
            PublishedRaw = published,
            UpdatedRaw = updated,
            Published = FeedTime.Read(published),
            Updated = FeedTime.Read(updated),
            Summary = FeedText.Plain(Text(item, "summary") ?? Text(item, "content_text")) ?? FeedText.Html(Text(item, "content_html")),
            Language = FeedText.Language(Text(item, "language")) ?? language,
        };
    }

    private static IReadOnlyList<string> Authors(JsonElement node)
    {
        var several = node.TryGetProperty("authors", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        if (node.TryGetProperty("author", out var one)) several.Add(one);
        return FeedText.Names(several.Where(author => author.ValueKind == JsonValueKind.Object).Select(author => Text(author, "name")));
    }

    // Numbers too, since ids are met as such. Half a surrogate pair makes a string that cannot be had.
    private static string? Text(JsonElement node, string name)
    {
        if (!node.TryGetProperty(name, out var value)) return null;
        try
        {
            var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Everything up to the end of the last item that is whole, closed by hand; null when none is.
    private static JsonDocument? Begun(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new(new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 }));
        var (end, isInItems) = (0L, false);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) isInItems = reader.ValueTextEquals("items"u8);
                if (isInItems && reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.EndObject) end = reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            // As far as it went.
        }

        if (end == 0) return null;
        try
        {
            return JsonDocument.Parse((byte[])[.. utf8.AsSpan(0, (int)end), .. "]}"u8], Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
