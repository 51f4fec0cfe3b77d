using System.Net;
using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>A page's title without the site's name.</summary>
/// <remarks>A prefix or suffix behind a separator goes when it is the site's name or the label of its host; of two sources
/// the shorter wins when the longer only adds to it. A colon alone never cuts. Weakness: a site that names itself nowhere else keeps its name.</remarks>
internal static partial class PageTitle
{
    /// <summary>Cleans a title.</summary>
    /// <param name="raw">As found; may hold character references.</param>
    /// <param name="siteName">As the site calls itself; may be null.</param>
    /// <param name="host">Host of the page; may be null.</param>
    /// <param name="heading">The page's h1; may be null.</param>
    public static string Clean(string raw, string? siteName, string? host, string? heading)
    {
        var title = Blanks().Replace(WebUtility.HtmlDecode(raw), " ").Trim();
        for (var round = 0; round < 3; round++)
        {
            var separators = Separators().Matches(title);
            if (separators.Count == 0) break;
            var (first, last) = (separators[0], separators[^1]);
            var (head, tail) = (title[..last.Index].Trim(), title[(last.Index + last.Length)..].Trim());
            if (IsSite(tail, siteName, host)) title = head;
            else if (IsSite(title[..first.Index].Trim(), siteName, host)) title = title[(first.Index + first.Length)..].Trim();
            else break;
        }

        if (heading is null) return WithoutTail(title);

        // What stands in the h1 is the title, and the rest was added around it.
        var own = Blanks().Replace(heading, " ").Trim();
        if (own.Length <= 10 || title.Length <= own.Length) return title;
        if (title.StartsWith(own, StringComparison.OrdinalIgnoreCase) && Separators().Match(title, own.Length) is { Success: true } rest && rest.Index == own.Length) return title[..own.Length];
        var start = title.Length - own.Length;
        return title.EndsWith(own, StringComparison.OrdinalIgnoreCase) && Separators().Matches(title).Any(one => one.Index + one.Length == start) ? title[start..] : title;
    }

    /// <summary>Whether an h1 is the site's name: the title puts it behind something longer.</summary>
    public static bool IsLabel(string? title, string heading)
    {
        var (whole, own) = (Blanks().Replace(title ?? "", " ").Trim(), Blanks().Replace(heading, " ").Trim());
        return whole.Length > 2 * own.Length && whole.EndsWith(own, StringComparison.OrdinalIgnoreCase)
            && Separators().Matches(whole).Any(one => one.Index + one.Length == whole.Length - own.Length && whole[one.Index..].TrimStart()[0] is not ':');
    }

    // Without a heading to compare with, a short tail behind a bar is the site's name; behind a dash it may be part of the title.
    private static string WithoutTail(string title)
    {
        var bar = title.LastIndexOfAny(['|', '›', '»']);
        if (bar <= 0) return title;
        var (head, tail) = (title[..bar].Trim(), title[(bar + 1)..].Trim());
        return head.Split(' ').Length >= 3 && tail.Split(' ').Length <= 5 ? head : title;
    }

    /// <summary>Whether a part of a title is the site's name or host.</summary>
    public static bool IsSite(string part, string? siteName, string? host)
    {
        var letters = Letters(part);
        if (letters.Length < 2) return false;
        if (siteName is not null && Letters(siteName) is { Length: > 1 } site && (letters == site || letters == site + "com" || site == letters + "com")) return true;
        if (host is null) return false;
        var labels = host.Split('.');
        return letters == Letters(host) || labels.Take(Math.Max(1, labels.Length - 1)).Any(label => label.Length > 2 && (letters == Letters(label) || letters == "the" + Letters(label)));
    }

    /// <summary>Whether a heading is about what the titles for machines are about, or at least long enough to be a headline, and not what the page's title begins with.</summary>
    /// <param name="heading">The h1.</param>
    /// <param name="told">JSON-LD's headline or the title for cards of links; null when there is none.</param>
    /// <param name="title">The title element; may be null.</param>
    public static bool IsAbout(string heading, string? told, string? title)
    {
        if (told is null || Overlap(heading, told) >= 0.5) return true;
        var (own, whole) = (Blanks().Replace(heading, " ").Trim(), Blanks().Replace(WebUtility.HtmlDecode(title ?? ""), " ").Trim());
        if (whole.StartsWith(own, StringComparison.OrdinalIgnoreCase) && Separators().Match(whole, own.Length) is { Success: true } rest && rest.Index == own.Length) return Overlap(told, whole[own.Length..]) < 0.5;
        return WordsOf(own).Count > 3 || Overlap(own, title) >= 0.5;
    }

    private static double Overlap(string heading, string? title)
    {
        var (words, other) = (WordsOf(heading), WordsOf(title ?? ""));
        return words.Count == 0 ? 0 : (double)words.Count(other.Contains) / words.Count;
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. WebUtility.HtmlDecode(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0)];

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\s+[|\-–—:»«·•/\\>~›]+\s+|\s*[|»]\s*|:\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
