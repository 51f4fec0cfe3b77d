using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Makes text of a feed's bytes, and XML of a text that is nearly XML.</summary>
/// <remarks>
/// Character set: HTTP's, else the declaration's, else UTF-8, each strictly, else windows-1252; but bytes beyond ASCII that are valid
/// UTF-8 and declared as such inside are UTF-8 whatever HTTP says, since chance makes no such bytes. Then the declaration is taken off
/// (XML 1.1 is read too), characters that XML forbids are dropped, HTML's entities become characters and a bare ampersand one that is
/// escaped; CDATA stays as it is, comments go (those with two hyphens are errors). Sources: XML 1.0, sections 2.2 and 4.3.3; RFC 7303. Linear.
/// </remarks>
internal static partial class FeedMarkup
{
    private const int MaxEntityName = 32;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The text without byte order mark, white space and forbidden characters in front of it; may be empty.</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? charset)
    {
        body = WithoutHalfCharacter(body);
        var declared = Declared(body);
        if (declared is "utf-16le" or "utf-16be" || (declared is "utf-8" && IsUtf8BeyondAscii(body))) charset = declared;
        return Text(body, charset, declared).TrimStart('\uFEFF', '\u200B', ' ', '\t', '\r', '\n', '\0', '\u00A0');
    }

    /// <summary>The same markup, such that an XML reader without document type can read it.</summary>
    /// <exception cref="FeedUnreadableException">The document type declares entities.</exception>
    public static string Repair(string text)
    {
        text = Declaration().Replace(text, "", 1);
        if (HasEntityDeclarations(text)) throw new FeedUnreadableException("dtd", "The feed declares entities of its own, which are not resolved here.");

        var xml = new StringBuilder(text.Length + 64);
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith("<![CDATA[")) i += Copy(rest[..Length(rest, "]]>")].ToString(), xml) - 1;
            else if (rest.StartsWith("<!--")) i += Length(rest, "-->") - 1;
            else if (text[i] == '&') i += Reference(rest, xml) - 1;
            else Append(text, i, xml);
        }

        return xml.ToString();
    }

    private static string Text(ReadOnlySpan<byte> body, string? charset, string? declared)
    {
        if (charset?.Contains("utf-7", StringComparison.OrdinalIgnoreCase) == true) charset = null;
        foreach (var name in new[] { charset, declared })
        {
            try
            {
                return Decoding.Decode(body, name, html: false).Text;
            }
            catch (UndecodableTextException)
            {
                // The next one, and at last windows-1252, which every byte fits.
            }
        }

        try
        {
            return Decoding.Decode(body, declared, html: true).Text;
        }
        catch (UndecodableTextException fault)
        {
            throw new FeedUnreadableException("broken", "The feed is not in the character set that its byte order mark names.", fault);
        }
    }

    private static string? Declared(ReadOnlySpan<byte> body)
    {
        if (body is [0x3C, 0, 0x3F or 0x72, ..]) return "utf-16le";
        if (body is [0, 0x3C, 0, 0x3F or 0x72, ..]) return "utf-16be";
        var match = Encodings().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 512)]));
        var name = match.Groups["name"].Value.ToLowerInvariant();

        // The declaration was read as ASCII, so UTF-16 it cannot be. UTF-7 reads as something else than ASCII does.
        return !match.Success || name.StartsWith("utf-16", StringComparison.Ordinal) || name.Contains("utf-7", StringComparison.Ordinal) ? null : name;
    }

    // A body that was cut inside a character is still UTF-8.
    private static ReadOnlySpan<byte> WithoutHalfCharacter(ReadOnlySpan<byte> body)
    {
        for (var back = 1; back <= 3 && back <= body.Length; back++)
        {
            var octet = body[^back];
            if ((octet & 0xC0) == 0x80) continue;
            var needed = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : octet >= 0xC0 ? 2 : 1;
            return needed > back ? body[..^back] : body;
        }

        return body;
    }

    private static bool IsUtf8BeyondAscii(ReadOnlySpan<byte> body)
    {
        try
        {
            return StrictUtf8.GetCharCount(body) < body.Length;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Only in front of the root: an article about XML may quote one. Those of parameters (%) can be skipped unread.
    private static bool HasEntityDeclarations(string text)
    {
        var end = 0;
        while (end < text.Length && !(text[end] == '<' && end + 1 < text.Length && (char.IsAsciiLetter(text[end + 1]) || text[end + 1] == '_'))) end++;

        var rest = text.AsSpan(0, end);
        while (rest.IndexOf("<!ENTITY", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            rest = rest[(at + 8)..].TrimStart();
            if (rest is [not '%', ..]) return true;
        }

        return false;
    }

    // Of a section or comment with its end, else of all that is left.
    private static int Length(ReadOnlySpan<char> rest, string end) => rest.IndexOf(end) is >= 0 and var found ? found + end.Length : rest.Length;

    private static int Copy(string section, StringBuilder xml)
    {
        for (var i = 0; i < section.Length; i++) Append(section, i, xml);
        return section.Length;
    }

    private static void Append(string text, int at, StringBuilder xml)
    {
        var c = text[at];
        var isPaired = (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            || (char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(text[at - 1]));
        if (isPaired || System.Xml.XmlConvert.IsXmlChar(c)) xml.Append(c);
    }

    private static int Reference(ReadOnlySpan<char> rest, StringBuilder xml)
    {
        var end = rest[..Math.Min(rest.Length, MaxEntityName + 2)].IndexOf(';');
        var name = end < 2 ? "" : rest[1..end].ToString();
        if (name is "amp" or "lt" or "gt" or "quot" or "apos") xml.Append(rest[..(end + 1)]);
        else if (name.StartsWith('#') && Number(name) is { } code) xml.Append(IsAllowed(code) ? $"&#{code};" : "");
        else if (name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && WebUtility.HtmlDecode($"&{name};") is var known && known[0] != '&') xml.Append(known);
        else
        {
            xml.Append("&amp;");
            return 1;
        }

        return end + 1;
    }

    private static int? Number(string name)
    {
        var isHex = name.Length > 1 && name[1] is 'x' or 'X';
        var digits = name.AsSpan(isHex ? 2 : 1);
        return int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static bool IsAllowed(int code) =>
        code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);

    [GeneratedRegex(@"^<\?xml\s[^>]{0,300}>\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex("""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*(?<name>[A-Za-z0-9_:.\-]{1,40})""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Encodings();
}
