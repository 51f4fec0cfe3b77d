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

        // What stands in the h1 is the title, and the rest was added around it.
        if (heading is { Length: > 10 } && title.Length > heading.Length && title.StartsWith(heading, StringComparison.OrdinalIgnoreCase)
            && Separators().Match(title, heading.Length) is { Success: true } rest && rest.Index == heading.Length)
            title = title[..heading.Length];
        return title;
    }

    private static bool IsSite(string part, string? siteName, string? host)
    {
        var letters = Letters(part);
        if (letters.Length < 2) return false;
        if (siteName is not null && Letters(siteName) is { Length: > 1 } site && (letters == site || letters == site + "com" || site == letters + "com")) return true;
        if (host is null) return false;
        var labels = host.Split('.');
        return letters == Letters(host) || labels.Take(Math.Max(1, labels.Length - 1)).Any(label => label.Length > 2 && (letters == Letters(label) || letters == "the" + Letters(label)));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\s+[|\-–—:»«·•/\\>~]+\s+|\s*[|»]\s*|:\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
