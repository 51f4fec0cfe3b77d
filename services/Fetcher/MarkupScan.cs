namespace IngestPipeline.Fetcher;

/// <summary>Looks at markup before a parser does.</summary>
/// <remarks>
/// One linear pass that counts open tags, skipping comments, scripts, styles and attribute values. Deep nesting costs the tree builder
/// quadratic time (50,000 nested elements, 250 KB: 20 to 31 seconds), and no setting of it shortens that. Weakness: end tags
/// that HTML implies (p, li) are closed by the next of their kind only, so the depth is a bound, not the tree's.
/// </remarks>
internal static class MarkupScan
{
    public const int MaxDepth = 1000;
    public const int MaxTags = 200_000;

    private static readonly HashSet<string> Void = new(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "option", "dt", "dd", "td", "th", "tr", "tbody", "thead"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the markup is refused, null when it is not.</summary>
    /// <returns><c>too-deep</c>, <c>too-many-tags</c> or null.</returns>
    public static string? Refusal(ReadOnlySpan<char> html)
    {
        var (depth, tags, at) = (0, 0, 0);
        var names = Void.GetAlternateLookup<ReadOnlySpan<char>>();
        while (at < html.Length)
        {
            var next = html[at..].IndexOf('<');
            if (next < 0 || at + next + 1 >= html.Length) return null;
            at += next + 1;
            if (html[at..].StartsWith("!--", StringComparison.Ordinal))
            {
                at = After(html, at, "-->");
                continue;
            }

            var closing = html[at] == '/';
            var start = closing ? at + 1 : at;
            var end = start;
            while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == '-')) end++;
            if (end == start || !char.IsAsciiLetter(html[start])) continue;

            var name = html[start..end];
            at = TagEnd(html, end, out var selfClosing);
            if (++tags > MaxTags) return "too-many-tags";
            if (names.Contains(name)) continue;
            depth = closing ? Math.Max(0, depth - 1) : selfClosing ? depth : depth + 1;
            if (depth > MaxDepth) return "too-deep";
            if (!closing && IsRaw(name)) at = Math.Max(at, SkipRaw(html, at, name));
        }

        return null;
    }

    private static bool IsRaw(ReadOnlySpan<char> name) =>
        name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)
        || name.Equals("textarea", StringComparison.OrdinalIgnoreCase) || name.Equals("title", StringComparison.OrdinalIgnoreCase);

    private static int SkipRaw(ReadOnlySpan<char> html, int at, ReadOnlySpan<char> name)
    {
        while (at < html.Length)
        {
            var next = html[at..].IndexOf("</", StringComparison.Ordinal);
            if (next < 0) return html.Length;
            at += next;
            if (html[(at + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase)) return at;
            at += 2;
        }

        return at;
    }

    // The position after '>' of a tag; a '>' inside a quoted attribute value does not count.
    private static int TagEnd(ReadOnlySpan<char> html, int at, out bool selfClosing)
    {
        selfClosing = false;
        while (at < html.Length)
        {
            var stop = html[at..].IndexOfAny('>', '"', '\'');
            if (stop < 0) return html.Length;
            at += stop;
            if (html[at] == '>')
            {
                selfClosing = html[at - 1] == '/';
                return at + 1;
            }

            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0) return html.Length;
            at += close + 2;
        }

        return at;
    }

    private static int After(ReadOnlySpan<char> html, int at, string what)
    {
        var found = html[at..].IndexOf(what, StringComparison.Ordinal);
        return found < 0 ? html.Length : at + found + what.Length;
    }
}
