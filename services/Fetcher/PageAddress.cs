using System.Net;

namespace IngestPipeline.Fetcher;

/// <summary>Which addresses and media types are fetched at all, decided before and beside the connection.</summary>
internal static class PageAddress
{
    /// <summary>Passes an address that may be fetched.</summary>
    /// <param name="url">Where to go.</param>
    /// <param name="from">The page that redirected there; null for the first one.</param>
    /// <param name="options">Ports and whether private addresses are allowed.</param>
    /// <exception cref="PageRefusedException">It may not be fetched.</exception>
    public static void Check(Uri url, Uri? from, FetcherOptions options)
    {
        if (url.Scheme is not ("http" or "https")) throw Refused("scheme", $"The scheme {url.Scheme} is not fetched; only http and https are.");
        if (CanonicalUrl.HostOf(url) is null) throw Refused("host", $"The host {url.Host} has no form in which a server could be asked for it.");
        if (url.UserInfo.Length > 0) throw Refused("user-info", $"The address of {url.IdnHost} carries user information.");
        if (url.Port is not (80 or 443) && !options.Ports.Contains(url.Port)) throw Refused("port", $"Port {url.Port} of {url.IdnHost} is not allowed.");
        if (from?.Scheme == "https" && url.Scheme == "http") throw Refused("downgrade", $"The page redirects from https to http at {url.IdnHost}.");
        if (!options.AllowPrivateAddresses && IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !PublicAddress.Is(address))
            throw Refused("private-address", $"The address {url.IdnHost} is outside the public internet.");
    }

    /// <summary>Passes a media type that can hold an article; none passes, since the bytes are looked at then. Feeds are told by their bytes:
    /// servers call them by any name; and a robots.txt that is none has no rules.</summary>
    /// <exception cref="PageRefusedException">It holds something else.</exception>
    public static void CheckType(string? type, Expected expected)
    {
        if (type is null || expected != Expected.Page) return;
        if (type.ToLowerInvariant() is "text/html" or "application/xhtml+xml" or "text/plain" or "application/xml" or "text/xml") return;
        throw Refused("not-html", $"The page is {type}, not HTML.");
    }

    /// <summary>Whether bytes look like text: none of the first 512 is a control character other than white space.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> body)
    {
        foreach (var b in body[..Math.Min(body.Length, 512)])
        {
            if (b < 32 && b is not (9 or 10 or 12 or 13 or 27)) return body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        }

        return body.Length > 0;
    }

    /// <summary>Whether bytes that call themselves text may be it: no PDF, and no zero among the first 512 but in UTF-16 and UTF-32.</summary>
    public static bool MayBeText(ReadOnlySpan<byte> body, string? charset) =>
        !body.StartsWith("%PDF-"u8) && (!body[..Math.Min(body.Length, 512)].Contains((byte)0) || body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..]
            || charset?.Trim('"').StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true || charset?.Trim('"').StartsWith("utf-32", StringComparison.OrdinalIgnoreCase) == true);

    private static PageRefusedException Refused(string reason, string message) => new(reason, message);
}
