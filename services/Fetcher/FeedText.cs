using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Plain text, names and addresses out of what feeds contain.</summary>
internal static class FeedText
{
    private const int MaxMarkup = 64 * 1024, MaxText = 1000, MaxAddress = 8192, MaxDate = 100, MaxAuthors = 20, MaxName = 200;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private static readonly FrozenSet<string> Inline = "a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup u var wbr"
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text of a piece of HTML: tags, scripts and styles out, entities resolved, white space single, at most 1,000 characters.</summary>
    /// <param name="html">Of any length, of which the first 64 Ki characters are read; may be null.</param>
    /// <returns>Null when nothing is left.</returns>
    /// <remarks>A scan and no parser: a summary needs no tree, and a scan has no depth that could be exceeded.</remarks>
    public static string? Html(string? html)
    {
        if (html is null) return null;
        var markup = html.AsSpan(0, Math.Min(html.Length, MaxMarkup));
        var text = new StringBuilder(Math.Min(markup.Length, 4096));
        while (markup.Length > 0)
        {
            var open = markup.IndexOf('<');
            if (open < 0 || open + 1 == markup.Length)
            {
                text.Append(markup);
                break;
            }

            text.Append(markup[..open]);
            markup = markup[open..];
            if (!char.IsAsciiLetter(markup[1]) && markup[1] is not ('/' or '!' or '?'))
            {
                text.Append('<');
                markup = markup[1..];
                continue;
            }

            if (!IsInline(TagName(markup))) text.Append(' ');
            markup = markup[End(markup)..];
        }

        return Plain(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>Text with white space single, at most 1,000 characters; null when it is blank.</summary>
    public static string? Plain(string? text)
    {
        if (text is null) return null;
        var plain = new StringBuilder(Math.Min(text.Length, MaxText + 1));
        foreach (var c in text)
        {
            if (plain.Length > MaxText) break;
            if (!char.IsWhiteSpace(c)) plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        var whole = plain.ToString().TrimEnd();
        return whole.Length == 0 ? null : Cut(whole, MaxText);
    }

    /// <summary>A text of at most so many characters, cut where a word ends if one ends in its second half, never inside a character.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max) return text;
        var blank = text.LastIndexOf(' ', max);
        var end = blank > max / 2 ? blank : max;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    /// <summary>An http or https address.</summary>
    /// <param name="raw">Absolute or relative; white space and line ends in it are dropped as browsers do.</param>
    /// <param name="against">What a relative one is resolved against.</param>
    /// <returns>Null when it is none, or longer than 8,192 characters.</returns>
    public static Uri? Address(string? raw, Uri against)
    {
        var address = raw?.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal).Trim();
        if (address is not { Length: > 0 and <= MaxAddress } || !Uri.TryCreate(against, address, out var uri)) return null;
        return uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && CanonicalUrl.HostOf(uri) is not null ? uri : null;
    }

    /// <summary>A date as it is written, at most 100 characters; null when there is none.</summary>
    public static string? Date(string? raw) => Plain(raw) is { } text ? Cut(text, MaxDate) : null;

    /// <summary>A language tag as it is written; null when it can be none.</summary>
    public static string? Language(string? raw) => raw?.Trim() is { Length: > 0 and <= 35 } tag ? tag : null;

    /// <summary>Names without mail addresses and repetitions, at most 20.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string?> raw) =>
        [.. raw.Select(Name).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxAuthors)];

    /// <summary>Whether an element of HTML stands within a line, so that no white space comes of its tags.</summary>
    public static bool IsInline(string name) => Inline.Contains(name);

    private static string TagName(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart("</");
        var end = name.IndexOfAny(NameEnds);
        return (end < 0 ? name : name[..end]).ToString();
    }

    // RSS wants "mail@example.org (Name)"; "Name <mail@example.org>" is met as well.
    private static string? Name(string? raw)
    {
        if (Plain(raw) is not { } text) return null;
        if (text.Contains('@', StringComparison.Ordinal))
        {
            var open = text.IndexOf('(', StringComparison.Ordinal);
            if (open >= 0) text = text[(open + 1)..].TrimEnd(')');
            else if (text.IndexOf('<', StringComparison.Ordinal) is > 0 and var angle) text = text[..angle];
            if (text.Contains('@', StringComparison.Ordinal)) return null;
        }

        text = (Html(text) ?? "").Trim(' ', ',', ';', '"');
        return text.Length == 0 ? null : Cut(text, MaxName);
    }

    // Of a tag, or of a whole script, style or comment.
    private static int End(ReadOnlySpan<char> markup)
    {
        var close = markup.StartsWith("<!--") ? "-->"
            : markup.StartsWith("<script", StringComparison.OrdinalIgnoreCase) ? "</script>"
            : markup.StartsWith("<style", StringComparison.OrdinalIgnoreCase) ? "</style>" : ">";
        var at = markup.IndexOf(close, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? markup.Length : at + close.Length;
    }
}
