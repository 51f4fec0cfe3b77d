using System.Text;

namespace IngestPipeline.Support;

/// <summary>A body that becomes an article, whatever it is labelled.</summary>
/// <param name="Body">As sent.</param>
/// <param name="ContentType">As sent; null for none.</param>
/// <param name="Text">Stands in the article's text.</param>
/// <param name="MessageType">Header <c>MT-MessageType</c>; null for none.</param>
public sealed record AcceptedBody(byte[] Body, string? ContentType, string Text = "opened the new ferry berth", string? MessageType = null)
{
    private const string Prose = "The harbour of Lindmouth opened the new ferry berth on Monday after two years of work.\\n\\n"
        + "The berth cost four million crowns, said harbour master Ida Holm. \\\"It is ready before the summer,\\\" she said.";

    private const string Json = $$"""{"text": "{{Prose}}", "title": "Lindmouth opens its ferry berth", "source": "lindmouth.example"}""";

    private static string Plain { get; } = Prose.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    private static string Page { get; } =
        $"<!doctype html><html lang=en><head><title>Ferry berth</title></head><body><article><h1>Ferry berth</h1><p>{Plain.Replace("\n\n", "</p><p>", StringComparison.Ordinal)}</p></article></body></html>";

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, AcceptedBody> All { get; } = new Dictionary<string, AcceptedBody>(StringComparer.Ordinal)
    {
        ["JSON as application/json"] = new(Utf8(Json), "application/json"),
        ["JSON with charset"] = new(Utf8(Json), "application/json; charset=utf-8"),
        ["JSON without content type"] = new(Utf8(Json), null),
        ["JSON as app"] = new(Utf8(Json), "app"),
        ["JSON as garbage"] = new(Utf8(Json), ";;=/\"broken"),
        ["JSON as an empty content type"] = new(Utf8(Json), ""),
        ["JSON as text/plain"] = new(Utf8(Json), "text/plain"),
        ["JSON as an envelope"] = new(Utf8(Json), "application/vnd.masstransit+json"),
        ["JSON as BSON"] = new(Utf8(Json), "application/vnd.masstransit+bson"),
        ["JSON with unknown fields"] = new(Utf8(Json.Replace("{", """{"wordcount": 40, "tags": ["a", {"b": null}], """, StringComparison.Ordinal)), "application/json"),
        ["JSON with a field twice"] = new(Utf8(Json.Replace("{", """{"text": "The first of two.", """, StringComparison.Ordinal)), "application/json"),
        ["JSON with fields of null"] = new(Utf8(Json.Replace("{", """{"url": null, "html": null, """, StringComparison.Ordinal)), "application/json"),
        ["JSON after a byte order mark"] = new([.. Encoding.UTF8.Preamble, .. Utf8(Json)], "application/json"),
        ["JSON in UTF-16"] = new([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Json)], "application/json"),
        ["JSON nested 60 deep in an unknown field"] = new(Utf8(Json.Replace("{", $$"""{"deep": {{Nested(60)}}, """, StringComparison.Ordinal)), "application/json"),
        ["JSON of another message type"] = new(Utf8(Json), "application/json", MessageType: "urn:message:IngestPipeline.Contracts:ArticleTagged"),
        ["HTML inside JSON"] = new(Utf8($$"""{"html": "{{Page.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}}"}"""), "application/json"),
        ["plain text"] = new(Utf8(Plain), "text/plain"),
        ["plain text without content type"] = new(Utf8(Plain), null),
        ["plain text as JSON"] = new(Utf8(Plain), "application/json"),
        ["plain text as an envelope"] = new(Utf8(Plain), "application/vnd.masstransit+json"),
        ["plain text that begins with a number"] = new(Utf8($"14 boats came when Lindmouth opened the new ferry berth.\n\n{Plain}"), null, "14 boats came"),
        ["Latin 1, as declared"] = new(Encoding.Latin1.GetBytes($"{Plain}\n\nHelge Åström sells smørrebrød there."), "text/plain; charset=iso-8859-1", "Helge Åström sells smørrebrød"),
        ["UTF-16, big end first"] = new([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Plain)], "text/plain"),
        ["HTML"] = new(Utf8(Page), "text/html"),
        ["HTML as text/plain"] = new(Utf8(Page), "text/plain"),
        ["two hundred kilobytes"] = new(Utf8(Long()), "text/plain", "Boat 1700 came in"),
    };

    /// <summary>JSON arrays within each other.</summary>
    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Long() => $"{Plain}\n\n" + string.Join("\n\n", Enumerable.Range(1, 1_700).Select(number =>
        $"Boat {number} came in on the tide and made fast at berth {number % 7}, where the crew sold what it had caught in the night."));
}
