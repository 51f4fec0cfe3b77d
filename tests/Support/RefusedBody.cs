using System.Text;

namespace IngestPipeline.Support;

/// <summary>A body that can never become an article.</summary>
/// <param name="Body">As sent.</param>
/// <param name="Reason">Stands in the reason given.</param>
public sealed record RefusedBody(byte[] Body, string Reason)
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, RefusedBody> All { get; } = new Dictionary<string, RefusedBody>(StringComparer.Ordinal)
    {
        ["nothing"] = Of("", "The body is empty"),
        ["blanks"] = Of(" \r\n\t ", "The body is empty"),
        ["{}"] = Of("{}", "none of the fields url, html and text"),
        ["other fields only"] = Of("""{"headline": "Ferry", "body": "Came in."}""", "none of the fields url, html and text"),
        ["broken JSON"] = Of("""{"text": "The ferry came""", "breaks at line 1"),
        ["an array"] = Of("""[{"text": "The ferry came in."}]""", "JSON array"),
        ["a number"] = Of("14", "JSON number"),
        ["null"] = Of("null", "JSON null"),
        ["a JSON string"] = Of("\"The ferry came in.\"", "JSON string"),
        ["invalid UTF-8"] = new(Encoding.Latin1.GetBytes("Smørrebrød was sold at the ferry."), "not UTF-8"),
        ["nesting over 64"] = Of($$"""{"text": "The ferry came in.", "deep": {{AcceptedBody.Nested(70)}}}""", "deeper than 64"),
        ["text of another type"] = Of("""{"text": 14}""", "field text must be a string, not a number"),
        ["url of another type"] = Of("""{"url": {"href": "https://a.example/"}}""", "field url must be a string, not an object"),
        ["ftp"] = Of("""{"url": "ftp://a.example/ferry"}""", "scheme ftp"),
        ["javascript"] = Of("javascript:alert(1)", "scheme javascript"),
        ["a relative url"] = Of("""{"url": "/ferry"}""", "not absolute"),
        ["a URL while no contact is set"] = Of("https://a.example/ferry", "Fetcher__Contact"),
        ["over 10 MiB"] = new(Enumerable.Repeat((byte)'a', 10 * 1024 * 1024 + 1).ToArray(), "10485761 bytes"),
    };

    private static RefusedBody Of(string body, string reason) => new(Encoding.UTF8.GetBytes(body), reason);
}
