using System.Collections.Frozen;

namespace IngestPipeline.Fetcher;

/// <summary>Namespaces of feeds, by the prefixes that are usual.</summary>
/// <remarks>An address is compared without scheme, case and what closes it, since feeds get those wrong.</remarks>
internal static class FeedNames
{
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["www.w3.org/2005/atom"] = "atom",
        ["purl.org/atom/ns"] = "atom",
        ["purl.org/dc/elements/1.1"] = "dc",
        ["purl.org/dc/elements/1.0"] = "dc",
        ["purl.org/dc/terms"] = "dcterms",
        ["purl.org/rss/1.0/modules/content"] = "content",
        ["purl.org/rss/1.0/modules/syndication"] = "sy",
        ["rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["www.google.com/schemas/sitemap-news/0.9"] = "news",
        ["www.w3.org/1999/02/22-rdf-syntax-ns"] = "rdf",
        ["www.w3.org/1999/xhtml"] = "xhtml",
        ["purl.org/rss/1.0"] = "",
        ["www.sitemaps.org/schemas/sitemap/0.9"] = "",
        ["www.google.com/schemas/sitemap/0.84"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Known = Prefixes.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The usual prefix of a namespace; null when it is not known.</summary>
    public static string? PrefixOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        return Prefixes.GetValueOrDefault(address[(start < 0 ? 0 : start + 3)..].Trim().TrimEnd('/', '#').ToLowerInvariant());
    }

    /// <summary>What a prefix that is never declared stands for: itself if it is a usual one, else <c>?</c>, which no reader asks for.</summary>
    public static string Undeclared(string prefix) => prefix == "xml" || Known.Contains(prefix) ? prefix : "?";
}
