using System.Text;
using System.Text.RegularExpressions;

namespace IngestPipeline.Text;

/// <summary>Bytes to text, without guessing where a rule can decide.</summary>
/// <remarks>
/// Byte order mark, then the declared character set, then for HTML its own declaration, then UTF-8: each strictly, the first that
/// fits wins. For HTML alone two last resorts: the declared set or UTF-8 when under 1 character in 100 is broken (cut
/// pages, glued-in snippets), then windows-1252. Source: WHATWG Encoding and HTML standards, simplified. Linear. Weakness: an
/// undeclared page in another legacy set is read as windows-1252.
/// </remarks>
public static partial class Decoding
{
    /// <summary>Decodes a body.</summary>
    /// <param name="body">Any bytes; may be empty.</param>
    /// <param name="charset">Character set from outside (content type), null when none. An unknown name counts as none.</param>
    /// <param name="html">Whether the body is an HTML page.</param>
    /// <returns>The text without byte order mark, and the name of the character set that was used, in lower case.</returns>
    /// <exception cref="UndecodableTextException">The bytes are no text under these rules, or UTF-7 was declared.</exception>
    public static (string Text, string Charset) Decode(ReadOnlySpan<byte> body, string? charset, bool html)
    {
        if (charset?.Contains("utf-7", StringComparison.OrdinalIgnoreCase) == true)
            throw new UndecodableTextException("UTF-7 is not accepted: the same bytes read as ASCII can mean something else.");

        var (marked, skip) = ByteOrderMark(body);
        if (marked is not null)
        {
            return Strict(body[skip..], marked, out var broken) is { } text
                ? (text, marked.WebName)
                : throw new UndecodableTextException($"The bytes begin with the mark of {marked.WebName}, but byte {skip + broken} does not fit it.");
        }

        var declared = Charsets.Named(charset);
        var inside = html ? Charsets.Named(Declaration(body)) : null;
        foreach (var encoding in new[] { declared, inside })
        {
            if (encoding is not null && Strict(body, encoding, out _) is { } text) return (text, encoding.WebName);
        }

        if (Strict(body, Utf8, out var offset) is { } plain) return (plain, "utf-8");
        if (html) return Lenient(body, declared?.WebName, inside?.WebName);

        var also = declared is null or { WebName: "utf-8" } ? "" : $" and not {declared.WebName} as declared";
        throw new UndecodableTextException($"The bytes are not UTF-8 (byte {offset} does not fit){also}.");
    }

    private static Encoding Utf8 { get; } = new UTF8Encoding(false, true);

    private static (Encoding? Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, true, true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, true, true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, true, true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, true, true), 2),
        _ => (null, 0),
    };

    private static string? Strict(ReadOnlySpan<byte> body, Encoding encoding, out int broken)
    {
        broken = 0;
        try
        {
            return encoding.GetString(body);
        }
        catch (DecoderFallbackException fault)
        {
            broken = Math.Max(0, fault.Index);
            return null;
        }
    }

    private static (string, string) Lenient(ReadOnlySpan<byte> body, params string?[] declared)
    {
        foreach (var name in declared.Append("utf-8"))
        {
            if (Charsets.Named(name, strict: false) is not { } encoding) continue;
            var text = encoding.GetString(body);
            var beyondAscii = 0;
            var lost = 0;
            foreach (var c in text)
            {
                if (c > 127) beyondAscii++;
                if (c == '\uFFFD') lost++;
            }

            if (lost * 100 < beyondAscii) return (text, encoding.WebName);
        }

        return (Charsets.Named("windows-1252", strict: false)!.GetString(body), "windows-1252");
    }

    private static string? Declaration(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, 1024)]);
        var match = MetaCharset().Match(head);
        if (!match.Success) return null;

        // The declaration was read as ASCII, so UTF-16 it cannot be; the HTML standard says UTF-8.
        var name = match.Groups["name"].Value;
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
    }

    [GeneratedRegex("""<meta[^>]*?charset\s*=\s*["']?\s*(?<name>[A-Za-z0-9_:.\-]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaCharset();
}
