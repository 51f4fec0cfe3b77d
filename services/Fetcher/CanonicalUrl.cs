using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>One address per article.</summary>
/// <remarks>Lower-case scheme and host, default port, dot segments, fragment, user info, tracking parameters and session ids off, one form of
/// percent-encoding, the rest of the query kept in its order. Source: RFC 3986, section 6.2; parameters: <see cref="TrackingParameters"/>.
/// Weakness: parameters that only sort or page are kept, since no rule tells them from those that name the article.</remarks>
internal static partial class CanonicalUrl
{
    /// <summary>The canonical form of an address, which leads to the same page and may be published.</summary>
    /// <param name="url">Absolute, or relative to <paramref name="page"/>. Tabs and ends of lines in it are dropped, as browsers do.</param>
    /// <param name="page">Address of the page it stands on; may be null.</param>
    /// <returns>Null when it is no http or https address. Given its own answer it gives the same.</returns>
    public static string? Of(string url, Uri? page)
    {
        // What one rule takes away can leave work for another: a dot segment for instance, where a session id is gone.
        var canonical = Once(url, page);
        for (var before = ""; canonical is not null && canonical != before;)
        {
            before = canonical;
            canonical = Once(canonical, null);
        }

        return canonical;
    }

    private static string? Once(string url, Uri? page)
    {
        if (Resolve(LineEnds().Replace(url, "").Trim(), page) is not { } uri || uri.Scheme is not ("http" or "https") || HostOf(uri) is not { } host) return null;

        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var path = SessionPath().Replace(Unreserved(uri.AbsolutePath), "");
        return $"{uri.Scheme}://{host}{port}{(path.Length == 0 ? "/" : path)}{Query(Unreserved(uri.Query))}";
    }

    /// <summary>The address a page declares as its own, when it can be believed.</summary>
    /// <returns>Null when it is a home page and the page itself is not, or no http or https address.</returns>
    public static string? Declared(string? url, Uri? page)
    {
        if (string.IsNullOrWhiteSpace(url) || Of(url, page) is not { } canonical) return null;
        return IsBareHomePage(canonical) && (page is null || !IsBareHomePage(page.AbsoluteUri)) ? null : canonical;
    }

    /// <summary>Whether an address names a whole site: no path, or an index page, and no query.</summary>
    public static bool IsBareHomePage(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Query.Length <= 1
        && uri.AbsolutePath is "/" or "" or "/index.html" or "/index.htm" or "/index.php";

    /// <summary>Host without <c>www.</c>, in lower case; null when the address has none.</summary>
    public static string? Host(string? url)
    {
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || HostOf(uri) is not { } host) return null;
        return host.StartsWith("www.", StringComparison.Ordinal) && host.Length > 4 ? host[4..] : host;
    }

    /// <summary>Host in lower case and in ASCII, brackets around an address of IPv6; null when there is none or IDNA has no form for it.</summary>
    public static string? HostOf(Uri uri)
    {
        try
        {
            // IdnHost takes the brackets off.
            var host = (uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost).ToLowerInvariant().TrimEnd('.');
            return host.Length == 0 ? null : host;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>An address as it may stand in a message or log: without user info, query and fragment.</summary>
    public static string ForMessage(Uri uri) => $"{uri.Scheme}://{HostOf(uri) ?? uri.Host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{uri.AbsolutePath}";

    // On Unix "/a" parses as an absolute file: address, so relative ones are tried against the page first.
    private static Uri? Resolve(string url, Uri? page)
    {
        var rooted = url.StartsWith('/');
        if (!rooted && Uri.TryCreate(url, UriKind.Absolute, out var absolute)) return absolute;
        if (page is not null) return Uri.TryCreate(page, url, out var joined) ? joined : null;
        return url.StartsWith("//", StringComparison.Ordinal) && Uri.TryCreate("https:" + url, UriKind.Absolute, out var schemeless) ? schemeless : null;
    }

    private static string Query(string query)
    {
        if (query.Length <= 1) return "";
        var kept = query[1..].Split('&').Where(pair => pair.Length > 0 && !TrackingParameters.Contain(pair.Split('=')[0]));
        var joined = string.Join('&', kept);
        return joined.Length == 0 ? "" : "?" + joined;
    }

    // RFC 3986, sections 2.3 and 6.2.2: what needs no encoding has none, other hexadecimal is in upper case.
    private static string Unreserved(string encoded) => Encoded().Replace(encoded, match =>
    {
        var c = (char)Convert.ToByte(match.Value[1..], 16);
        return char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' ? c.ToString() : match.Value.ToUpperInvariant();
    });

    [GeneratedRegex(@"[\t\r\n]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineEnds();

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Encoded();

    // Java's servlet containers put it there when a reader has no cookies.
    [GeneratedRegex(";jsessionid=[^/;]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SessionPath();
}
