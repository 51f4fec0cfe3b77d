using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>What a body on the queue <c>intake</c> asks for. The bytes decide, not the label: JSON is often called text.</summary>
internal static partial class Submission
{
    private const int MaxDepth = 64;

    /// <summary>Reads a body: <c>{</c> is a JSON object, <c>&lt;</c> HTML, a single absolute address a URL, anything else text.</summary>
    /// <param name="body">As received; may be empty.</param>
    /// <param name="contentType">Only its charset parameter is used; null when none.</param>
    /// <param name="maxBytes">Largest body: <see cref="FetcherOptions.MaxBodyBytes"/>.</param>
    /// <exception cref="UnusableSubmissionException">The body can never become an article.</exception>
    public static SubmitArticle Read(ReadOnlySpan<byte> body, string? contentType, int maxBytes = 10 * 1024 * 1024)
    {
        if (body.Length > maxBytes) throw Unusable($"The body has {body.Length} bytes; at most {maxBytes} are accepted.");

        var text = Decode(body, contentType);
        var trimmed = text.AsSpan().Trim(" \t\r\n\f\v\0\u00A0\uFEFF");
        return trimmed switch
        {
            [] => throw Unusable("The body is empty."),
            ['{', ..] => ReadObject(trimmed.ToString()),
            ['<', ..] => new SubmitArticle { Html = trimmed.ToString() },
            _ => ReadPlain(trimmed.ToString()),
        };
    }

    private static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var charset = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet : null;
        var html = body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
        try
        {
            return Decoding.Decode(body, charset, html).Text;
        }
        catch (UndecodableTextException undecodable)
        {
            throw new UnusableSubmissionException(undecodable.Message, undecodable);
        }
    }

    private static SubmitArticle ReadPlain(string text)
    {
        if (!text.AsSpan().ContainsAny(" \t\r\n") && Scheme().IsMatch(text)) return new SubmitArticle { Url = Address(text) };
        if (text[0] is '[' or '"' || char.IsDigit(text[0]) || text is "null" or "true" or "false") RefuseJsonValue(text);
        return new SubmitArticle { Text = text };
    }

    // "[Update] …" and "14 killed …" are text; "[1, 2]" and "14" are JSON that holds no article.
    private static void RefuseJsonValue(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            throw Unusable($"The body is a JSON {Kind(json.RootElement)}; an object with url, html or text is expected.");
        }
        catch (JsonException)
        {
        }
    }

    private static SubmitArticle ReadObject(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return ReadFields(json.RootElement);
        }
        catch (JsonException broken)
        {
            throw broken.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                ? new UnusableSubmissionException($"The JSON is nested deeper than {MaxDepth} levels.", broken)
                : new UnusableSubmissionException(
                    $"The body begins like JSON but breaks at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1} of it.", broken);
        }
    }

    private static SubmitArticle ReadFields(JsonElement json)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject())
        {
            if (!Known.Contains(property.Name)) continue;
            if (Value(property) is { } value && !string.IsNullOrWhiteSpace(value)) fields[property.Name] = value;
            else fields.Remove(property.Name);
        }

        var submission = new SubmitArticle
        {
            Url = fields.TryGetValue("url", out var url) ? Address(url.Trim()) : null,
            Html = fields.GetValueOrDefault("html"),
            Text = fields.GetValueOrDefault("text"),
            Title = fields.GetValueOrDefault("title"),
            Source = fields.GetValueOrDefault("source")?.Trim(),
            PublishedAt = fields.GetValueOrDefault("publishedAt")?.Trim(),
            Language = fields.GetValueOrDefault("language")?.Trim(),
            Id = fields.GetValueOrDefault("id")?.Trim(),
            Page = fields.TryGetValue("page", out var page) ? PageId(page) : null,
        };
        return submission is { Url: null, Html: null, Text: null, Page: null }
            ? throw Unusable("The JSON object has none of the fields url, html and text, or they are blank.")
            : submission;
    }

    private static HashSet<string> Known { get; } =
        new(["url", "html", "text", "title", "source", "publishedAt", "language", "id", "page"], StringComparer.OrdinalIgnoreCase);

    private static string? Value(JsonProperty property)
    {
        if (property.Value.ValueKind == JsonValueKind.Null) return null;
        if (property.Value.ValueKind != JsonValueKind.String)
            throw Unusable($"The field {property.Name} must be a string, not {Article(Kind(property.Value))}.");
        try
        {
            return property.Value.GetString();
        }
        catch (InvalidOperationException unpaired)
        {
            throw new UnusableSubmissionException($"The field {property.Name} holds half of a surrogate pair, which is no character.", unpaired);
        }
    }

    private static Guid PageId(string id) => Guid.TryParse(id, out var page) ? page : throw Unusable("The field page must be the id of a kept page.");

    private static string Address(string url)
    {
        var scheme = Scheme().Match(url);
        if (!scheme.Success) throw Unusable("The url is not absolute: it has to begin with http:// or https://.");
        var name = scheme.Groups[1].Value.ToLowerInvariant();
        if (name is not ("http" or "https")) throw Unusable($"The url has the scheme {Cut(name)}; only http and https are accepted.");
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? url
            : throw Unusable("The url cannot be read as an address.");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Article(string noun) => (noun[0] is 'a' or 'o' ? "an " : "a ") + noun;

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static UnusableSubmissionException Unusable(string message) => new(message);

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.\-]*):", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
