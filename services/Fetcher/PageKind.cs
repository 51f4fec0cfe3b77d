using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>Tells pages that are no article though they have text: errors sent with status 200, consent walls, logins, videos and galleries.</summary>
/// <remarks>
/// Each class asks for a form and for little text, so that an article about errors, cookies or logins stays one: a heading, or a part of the title, that is
/// the wording as a whole; wording of consent in most of the text. A page that says it is an article and when it was published is none of these.
/// Weakness: languages that the data lack; an error page that goes on with the news of the day.
/// </remarks>
internal static partial class PageKind
{
    private static readonly SearchValues<string> Consent = SearchValues.Create(Wording.Of("consent"), StringComparison.OrdinalIgnoreCase);

    private const int LongestError = 600;
    private const int LongestConsent = 6000;
    private const int LongestLogin = 400;
    private const int LongestVideo = 200;
    private const int LongestTitle = 200;

    /// <summary><c>error</c>, <c>consent</c>, <c>login</c>, <c>video</c>, or null for what may be an article.</summary>
    /// <param name="facts">What the page says.</param>
    /// <param name="metadata">What was read from it.</param>
    /// <param name="paragraphs">What was taken for its text.</param>
    public static string? Of(PageFacts facts, PageMetadata metadata, IReadOnlyList<string> paragraphs)
    {
        if (metadata.DeclaresArticle && metadata.Published is not null) return null;
        var length = paragraphs.Sum(paragraph => paragraph.Length);
        if (length < LongestError && IsHeaded("error", facts)) return "error";
        if (length is > 0 and < LongestConsent && IsConsent(paragraphs, length)) return "consent";
        if (metadata.DeclaresArticle) return null;
        if (length < LongestLogin && (facts.HasPassword || length < LongestLogin / 2) && IsHeaded("login", facts)) return "login";
        var isMedia = metadata.DeclaresVideo || (facts.HasPlayer && Titles(facts).SelectMany(Parts).Any(part => Wording.Is("video", part)));
        return isMedia && length < LongestVideo ? "video" : null;
    }

    // Most of the text stands in paragraphs that speak of consent to whoever reads, in two wordings or more.
    private static bool IsConsent(IReadOnlyList<string> paragraphs, int length)
    {
        var wordings = new HashSet<string>(StringComparer.Ordinal);
        var speaking = 0;
        foreach (var paragraph in paragraphs)
        {
            var speaks = false;
            for (int at = 0, found; (found = paragraph.AsSpan(at).IndexOfAny(Consent)) >= 0; at++)
            {
                speaks = true;
                at += found;
                wordings.Add(Array.Find(Wording.Of("consent"), wording => paragraph.AsSpan(at).StartsWith(wording, StringComparison.OrdinalIgnoreCase))!);
            }

            if (speaks) speaking += paragraph.Length;
        }

        return wordings.Count >= 3 && speaking * 10 >= length * 6;
    }

    // A heading is it in all its parts, or the title in one, unless a heading goes on from there: "Page not found: a play".
    private static bool IsHeaded(string kind, PageFacts facts)
    {
        var headings = facts.Headings.Take(3).Where(heading => heading.Length < LongestTitle).ToArray();
        if (Array.Exists(headings, heading => Wording.Is(kind, heading) || Array.TrueForAll(Parts(heading), part => Wording.Is(kind, part)))) return true;
        var found = Titles(facts).SelectMany(Parts).FirstOrDefault(part => Wording.Is(kind, part));
        return found is not null && !Array.Exists(headings, heading => heading.Trim().Length > found.Length && heading.Contains(found, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Titles(PageFacts facts) =>
        new[] { facts.Title, facts.First("og:title") }.OfType<string>().Where(title => title.Length < LongestTitle);

    private static string[] Parts(string title) =>
        [.. Bars().Split(Blanks().Replace(WebUtility.HtmlDecode(title), " ").Trim()).Select(part => part.Trim().TrimEnd('!', '?', ' ')).Where(part => part.Length > 0)];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\s+[-–—:|·»«/]+\s+|\s*[|»｜]\s*|:\s+|[.!]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Bars();
}
