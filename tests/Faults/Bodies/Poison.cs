using System.Text;
using IngestPipeline.Support;

namespace IngestPipeline.Faults;

/// <summary>Bodies that can never become articles, and a part of the reason that each has to be given. The Fetcher has a contact
/// and fetches from the public internet only.</summary>
internal static class Poison
{
    public static IReadOnlyDictionary<string, (byte[] Body, string Reason)> All { get; } = Intake().Concat(Json()).Concat(Bytes()).Concat(Addresses()).Concat(Pages())
        .ToDictionary(one => one.Name, one => (one.Body, one.Reason), StringComparer.Ordinal);

    private static IEnumerable<(string Name, byte[] Body, string Reason)> Intake() =>
        RefusedBody.All.Where(body => body.Key != "a URL while no contact is set").Select(body => (body.Key, body.Value.Body, body.Value.Reason));

    private static IEnumerable<(string Name, byte[] Body, string Reason)> Json()
    {
        foreach (var blank in new[] { """{"text": ""}""", """{"text": " \n\t "}""", """{"html": ""}""", """{"url": ""}""", """{"text": null}""", """{"url": null, "html": "", "text": " "}""" })
            yield return Of($"blank {blank}", blank, "none of the fields url, html and text");
        foreach (var (field, value, kind) in new[] { ("text", "true", "a boolean"), ("text", "[]", "an array"), ("html", "5", "a number"), ("url", "[]", "an array"), ("title", "7", "a number"), ("source", "{}", "an object"), ("publishedAt", "20261103", "a number"), ("language", """["en"]""", "an array"), ("id", "12", "a number") })
            yield return Of($"{field} {value}", $$"""{"text": "The ferry came in.", "{{field}}": {{value}}}""", $"field {field} must be a string, not {kind}");
        foreach (var broken in new[] { "{", "{\"text\"", "{\"text\":", "{\"text\": \"a\",}", "{'text': 'a'}", "{\"text\": \"a\"} {\"text\": \"b\"}", "{\"text\": NaN}", "{\"text\": \"one\ntwo\"}", "{\"text\": \"\\x41\"}", "{\"text\": \"a\" \"b\"}" })
            yield return Of($"broken {broken}", broken, "begins like JSON but breaks at line");
        foreach (var (name, value) in new[] { ("true", "boolean"), ("false", "boolean"), ("1.5e3", "number"), ("[]", "array"), ("[1, 2]", "array"), ("\"\"", "string") })
            yield return Of($"a bare {name}", name, $"The body is a JSON {value}");
        foreach (var depth in new[] { 65, 1000, 100_000 })
            yield return Of($"nested {depth} deep", $$"""{"text": "The ferry came in.", "deep": {{AcceptedBody.Nested(depth)}}}""", "deeper than 64");
    }

    private static IEnumerable<(string Name, byte[] Body, string Reason)> Bytes()
    {
        yield return ("an overlong NUL", [.. "The ferry came in"u8, 0xC0, 0x80], "not UTF-8");
        yield return ("a cut character", [.. "The ferry came in "u8, 0xE2, 0x82], "not UTF-8");
        yield return ("FF", [0xFF, .. "The ferry came in."u8, 0xFE, 0xFD], "not UTF-8");
        yield return ("a surrogate in UTF-8", [.. "The ferry "u8, 0xED, 0xA0, 0x80], "not UTF-8");
        yield return ("NUL bytes", new byte[64], "The body is empty");
        yield return ("a byte order mark alone", Encoding.UTF8.GetPreamble(), "The body is empty");
        yield return Of("no-break spaces", "\u00A0\u00A0\u00A0", "The body is empty");
        yield return Of("half a surrogate pair", """{"text": "The ferry \ud800 came in."}""", "surrogate");
        yield return Of("over 10 MiB of JSON", $$"""{"text": "{{new string('a', 10 * 1024 * 1024)}}"}""", "bytes; at most 10485760");
    }

    private static IEnumerable<(string Name, byte[] Body, string Reason)> Addresses()
    {
        foreach (var scheme in new[] { "file:///etc/passwd", "gopher://a.example/", "data:text/html,hello", "mailto:desk@a.example", "about:blank", "ws://a.example/", "ldap://a.example/" })
            yield return Of(scheme, scheme, "scheme");
        foreach (var (address, reason) in new[]
        {
            ("http://127.0.0.1/", "address"), ("http://10.1.2.3/", "address"), ("http://[::1]/", "address"), ("http://169.254.169.254/latest/meta-data", "address"),
            ("http://0.0.0.0/", "address"), ("http://192.168.1.1/", "address"), ("http://[fd00::1]/", "address"), ("http://[::ffff:127.0.0.1]/", "address"),
            ("http://2130706433/", "address"), ("http://0x7f.1/", "address"), ("http://localhost/", "address"),
            ("http://a.example:22/", "port"), ("http://user:secret@a.example/", "user"),
        })
            yield return Of(address, address, reason);
    }

    private static IEnumerable<(string Name, byte[] Body, string Reason)> Pages()
    {
        yield return Of("an empty page", "<!doctype html><html><head><title>Nothing</title></head><body></body></html>", "no text that could be an article");
        yield return Of("a page of links", $"<!doctype html><html><body><ul>{string.Concat(Enumerable.Range(0, 60).Select(number => $"<li><a href=/{number}>Headline number {number} of the day</a></li>"))}</ul></body></html>", "");
        yield return Of("a comment", "<!-- nothing else -->", "no text that could be an article");
        yield return Of("a feed", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title></channel></rss>", "");
        yield return Of("a script", "<script>document.write('The ferry came in.')</script>", "no text that could be an article");
        yield return Of("5,000 nested elements", $"<html><body>{Repeat("<div>", 5000)}The ferry came in.", "deeper than");
        yield return Of("50,000 nested elements", $"<html><body>{Repeat("<div>", 50_000)}The ferry came in.", "deeper than");
    }

    private static (string, byte[], string) Of(string name, string body, string reason) => (name, Encoding.UTF8.GetBytes(body), reason);

    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
