using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <remarks>
/// The key: what variants of one article's address have in common, folded until nothing changes. Sources: AMP's documentation of cache addresses
/// (amp.dev), Blogger's of <c>?m=1</c>. No rule knows a site but the two public caches. Weakness: a site that serves different articles
/// on its two schemes, or below <c>m.</c> and without, would be folded; none is known, and the content still tells them apart.
/// </remarks>
internal static partial class CanonicalUrl
{
    private static readonly string[] HostPrefixes = ["www.", "m.", "mobile.", "amp."];

    private static readonly string[] Tails = ["/", "/index.html", "/index.htm", "/index.php", "/amp"];

    /// <summary>What all addresses of one article have in common; for comparing, never for fetching.</summary>
    /// <param name="url">Absolute.</param>
    /// <returns>An https address; null when <paramref name="url"/> is no http or https address. Given its own answer it gives the same.</returns>
    public static string? Key(string url)
    {
        // Each round that changes anything but the scheme and the order makes it shorter, so this ends.
        var key = Of(url, null);
        for (var before = ""; key is not null && key != before;)
        {
            before = key;
            key = Of(Fold(new Uri(key)), null);
        }

        return key;
    }

    private static string Fold(Uri uri)
    {
        var host = uri.Host;
        if (Original(host, uri.AbsolutePath) is { } original) return original + uri.Query;

        while (Array.Find(HostPrefixes, prefix => host.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix && host.IndexOf('.', prefix.Length) > 0) host = host[prefix.Length..];
        var path = WithoutTail(Slashes().Replace(uri.AbsolutePath, "/"));
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return $"https://{host}{port}{(path.Length == 0 ? "/" : path)}{Arranged(uri.Query)}";
    }

    // https://example-org.cdn.ampproject.org/c/s/example.org/a and https://www.google.com/amp/s/example.org/a; null for any other address.
    private static string? Original(string host, string path)
    {
        string? original = null;
        while (Held(host, path) is { Success: true } match)
        {
            original = match.Groups["original"].Value;
            var slash = original.IndexOf('/', StringComparison.Ordinal);
            (host, path) = slash < 0 ? (original, "/") : (original[..slash], original[slash..]);
        }

        return original is null ? null : "https://" + original;
    }

    private static Match? Held(string host, string path)
    {
        var isCache = host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal) || host is "cdn.ampproject.org";
        return isCache ? Cached().Match(path) : host is "www.google.com" or "google.com" ? Viewed().Match(path) : null;
    }

    // A whole path of /amp is a page about it and no variant of the home page.
    private static string WithoutTail(string path)
    {
        var rest = path.AsSpan();
        for (var before = -1; before != rest.Length;)
        {
            before = rest.Length;
            foreach (var tail in Tails)
            {
                if (rest.EndsWith(tail, StringComparison.OrdinalIgnoreCase) && (tail != "/amp" || rest.Length > tail.Length)) rest = rest[..^tail.Length];
            }
        }

        return rest.ToString();
    }

    // By name only: of parameters with one name the order may matter.
    private static string Arranged(string query)
    {
        if (query.Length <= 1) return "";
        var pairs = query[1..].Split('&').Where(pair => !Variant().IsMatch(pair)).OrderBy(pair => pair.Split('=')[0], StringComparer.Ordinal);
        return string.Join('&', pairs) is { Length: > 0 } joined ? "?" + joined : "";
    }

    [GeneratedRegex("/{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slashes();

    [GeneratedRegex("^(?:amp(?:=(?:1|true|yes)?)?|outputType=amp|m=1|print(?:=(?:1|true|yes)?)?|view=print)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Variant();

    [GeneratedRegex(@"^/[cv]/(?:s/)?(?<original>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/.*)?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cached();

    [GeneratedRegex(@"^/amp/(?:s/)?(?<original>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/.*)?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Viewed();
}
