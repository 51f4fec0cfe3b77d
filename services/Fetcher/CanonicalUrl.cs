using System.Collections.Frozen;

namespace IngestPipeline.Fetcher;

/// <summary>One address per article.</summary>
/// <remarks>Lower-case scheme and host, default port, fragment, user info and known tracking parameters off, the rest of the query kept
/// in its order. Source: RFC 3986, section 6.2; parameter names as their makers document them. Weakness: parameters that only sort or page
/// are kept, since no rule tells them from those that name the article.</remarks>
internal static class CanonicalUrl
{
    private static readonly FrozenSet<string> Tracking = new[]
    {
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "mc_cid", "mc_eid", "igshid", "igsh", "_hsenc", "_hsmi",
        "mkt_tok", "vero_id", "wt_mc", "ocid", "at_medium", "at_campaign", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "xtor",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical form of an address.</summary>
    /// <param name="url">Absolute, or relative to <paramref name="page"/>.</param>
    /// <param name="page">Address of the page it stands on; may be null.</param>
    /// <returns>Null when it is no http or https address.</returns>
    public static string? Of(string url, Uri? page)
    {
        if (Resolve(url.Trim(), page) is not { } uri || uri.Host.Length == 0 || uri.Scheme is not ("http" or "https")) return null;

        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant().TrimEnd('.')}{port}{uri.AbsolutePath}{Query(uri.Query)}";
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
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return null;
        var host = uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        return host.StartsWith("www.", StringComparison.Ordinal) && host.Length > 4 ? host[4..] : host;
    }

    /// <summary>An address as it may stand in a message or log: without user info, query and fragment.</summary>
    public static string ForMessage(Uri uri) => $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{uri.AbsolutePath}";

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
        var kept = query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(pair.Split('=')[0]));
        var joined = string.Join('&', kept);
        return joined.Length == 0 ? "" : "?" + joined;
    }

    private static bool IsTracking(string name) =>
        name is "CMP" || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Tracking.Contains(name);
}
