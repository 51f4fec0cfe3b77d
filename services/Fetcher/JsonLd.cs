using System.Net;
using System.Text.Json;

namespace IngestPipeline.Fetcher;

/// <summary>Reads the article out of a page's JSON-LD.</summary>
/// <remarks>Walks graphs, arrays and nesting with a list instead of recursion, takes types as text or array and with or without the
/// prefix of schema.org, follows <c>@id</c>, and skips a broken block. Source: schema.org, JSON-LD 1.1, and what publishers make of both.</remarks>
internal sealed class JsonLd
{
    private const int MaxLength = 2_000_000;
    private const int MaxNodes = 20_000;
    private readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);
    private readonly List<JsonElement> articles = [];
    private readonly List<string> persons = [];
    private JsonElement? main, other;

    /// <summary>Reads.</summary>
    /// <param name="blocks">Content of the script elements.</param>
    /// <param name="page">Address of the page; null when unknown.</param>
    /// <param name="heading">The page's h1; null when it has none.</param>
    public static JsonLd Read(IEnumerable<string> blocks, Uri? page, string? heading)
    {
        var read = new JsonLd();
        foreach (var block in blocks)
        {
            if (block.Length <= MaxLength && Parse(block) is { } root) read.Walk(root);
        }

        read.main = read.Choose(page, heading);
        return read;
    }

    /// <summary>Whether the page declares an article.</summary>
    public bool HasArticle => main is not null;

    /// <summary>A text property of the article, character references resolved; null when it has none.</summary>
    public string? Text(string property) => main is { } article ? Text(article, property) : null;

    /// <summary>The address in a property: itself, or that of the first object in it.</summary>
    public string? Address(string property)
    {
        if (main is not { } article || !article.TryGetProperty(property, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0) value = value[0];
        return value.ValueKind switch
        {
            JsonValueKind.String => Clean(value.GetString()),
            JsonValueKind.Object => Text(value, "url") ?? Text(value, "contentUrl"),
            _ => null,
        };
    }

    /// <summary>The name of a person or organisation in a property, or the property itself.</summary>
    public IReadOnlyList<string> Names(string property)
    {
        return main is { } article ? Names(article, property) : [];
    }

    private List<string> Names(JsonElement article, string property)
    {
        var names = new List<string>();
        if (!article.TryGetProperty(property, out var value)) return names;
        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            var named = one.ValueKind == JsonValueKind.Object && Text(one, "name") is null && Text(one, "@id") is { } id && byId.TryGetValue(id, out var target) ? target : one;
            var name = named.ValueKind == JsonValueKind.String ? Clean(named.GetString()) : named.ValueKind == JsonValueKind.Object ? Text(named, "name") : null;
            if (name is not null) names.Add(name);
        }

        return names;
    }

    /// <summary>Who wrote what the page is about when that is no article: a recipe, the page itself; empty when nothing says.</summary>
    public IReadOnlyList<string> OtherAuthors => main is null && other is { } page ? Names(page, "author") : [];

    /// <summary>Whether the page declares a video or a gallery.</summary>
    public bool HasMedia { get; private set; }

    /// <summary>When anything on the page was published: the page itself, a recipe, a product; null when nothing says.</summary>
    public string? Published { get; private set; }

    /// <summary>Whether the page calls somebody of this name a person.</summary>
    public bool IsPerson(string? name) => name is not null && persons.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The one person of the page, as weblogs of one person name nobody else; null when there is none, or more.</summary>
    public string? OnlyPerson => persons.Distinct(StringComparer.OrdinalIgnoreCase).ToArray() is [var only] ? only : null;

    /// <summary>The first of <see cref="Names"/>; null when there is none.</summary>
    public string? Name(string property) => Names(property) is [var first, ..] ? first : null;

    /// <summary>A truth value of the article, also written as text; null when it has none.</summary>
    public bool? Truth(string property)
    {
        if (main is not { } article || !article.TryGetProperty(property, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var truth) => truth,
            _ => null,
        };
    }

    private static JsonElement? Parse(string block)
    {
        var text = block.Trim();
        foreach (var (open, close) in new[] { ("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>") })
        {
            if (text.StartsWith(open, StringComparison.Ordinal)) text = text[open.Length..].Trim();
            if (text.EndsWith(close, StringComparison.Ordinal)) text = text[..^close.Length].Trim();
        }

        try
        {
            // Line breaks inside strings are the most frequent fault; outside them a blank does as well.
            using var json = JsonDocument.Parse(
                string.Create(text.Length, text, static (into, from) =>
                {
                    for (var i = 0; i < from.Length; i++) into[i] = from[i] < ' ' ? ' ' : from[i];
                }).TrimEnd(';'),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Walk(JsonElement root)
    {
        var open = new Queue<JsonElement>([root]);
        for (var seen = 0; seen < MaxNodes && open.TryDequeue(out var at); seen++)
        {
            if (at.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in at.EnumerateArray()) open.Enqueue(item);
            }

            if (at.ValueKind != JsonValueKind.Object) continue;
            if (Text(at, "@id") is { } id && Text(at, "name") is not null) byId.TryAdd(id, at);
            if (Is(at, IsArticleType)) articles.Add(at);
            if (other is null && at.TryGetProperty("author", out _) && Is(at, static type => type is "WebPage" or "CreativeWork" or "Recipe" or "HowTo" or "DiscussionForumPosting")) other = at;
            HasMedia |= Is(at, static type => type is "VideoObject" or "ImageGallery" or "MediaGallery" or "VideoGallery");
            Published ??= Text(at, "datePublished");
            if (Is(at, static type => type is "Person") && Text(at, "name") is { } name) persons.Add(name);
            foreach (var property in at.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && property.Name is not ("comment" or "review" or "hasPart")) open.Enqueue(property.Value);
            }
        }
    }

    private static bool Is(JsonElement element, Predicate<string> kind)
    {
        if (!element.TryGetProperty("@type", out var type)) return false;
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type];
        return Array.Exists(types, one => one.ValueKind == JsonValueKind.String && kind(one.GetString()!));
    }

    private static bool IsArticleType(string type)
    {
        var name = type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..];
        return name.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || name is "BlogPosting" or "LiveBlogPosting" or "SocialMediaPosting" or "Report";
    }

    private JsonElement? Choose(Uri? page, string? heading)
    {
        if (articles.Count == 0) return null;
        var canonical = page is null ? null : CanonicalUrl.Of(page.AbsoluteUri, null);
        foreach (var article in articles)
        {
            var own = Text(article, "url") ?? Text(article, "mainEntityOfPage") ?? Text(article, "@id");
            if (canonical is not null && own is not null && CanonicalUrl.Of(own, page) == canonical) return article;
        }

        foreach (var article in articles)
        {
            if (heading is not null && Text(article, "headline") is { } headline && headline.Equals(heading.Trim(), StringComparison.OrdinalIgnoreCase)) return article;
        }

        return articles[0];
    }

    private static string? Text(JsonElement element, string property)
    {
        if (!element.TryGetProperty(property, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0) value = value[0];
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@id", out var id)) value = id;
        return value.ValueKind == JsonValueKind.String ? Clean(value.GetString()) : null;
    }

    private static string? Clean(string? text)
    {
        var decoded = WebUtility.HtmlDecode(text)?.Trim();
        return string.IsNullOrEmpty(decoded) ? null : decoded;
    }
}
