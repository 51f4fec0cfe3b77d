namespace IngestPipeline.Fetcher;

/// <summary>What a site's robots.txt asks of one crawler.</summary>
/// <remarks>
/// The rules of all groups that name the crawler, or else of all groups for <c>*</c>. The longest pattern that fits decides, and of equally
/// long ones the permission. Immutable. Source: RFC 9309; Crawl-delay and Sitemap are older custom, which the RFC leaves open. Cost: one
/// pass over the body; a question costs rules × length of the path. Weakness: what the status of the answer means is for the caller.
/// </remarks>
internal sealed class RobotsTxt
{
    // Longest first, and of one length those that allow first: the first that fits decides.
    private readonly RobotsRule[] rules;

    internal RobotsTxt(IEnumerable<RobotsRule> rules, TimeSpan? crawlDelay, IReadOnlyList<string> sitemaps)
    {
        this.rules = [.. rules.OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.IsAllowed)];
        CrawlDelay = crawlDelay;
        Sitemaps = sitemaps;
    }

    /// <summary>Forbids nothing: a site without a robots.txt.</summary>
    public static RobotsTxt Empty { get; } = new([], null, []);

    /// <summary>The least time between two requests, 0 to 24 hours; null when none is asked for, or nothing that can be believed.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>Addresses of sitemaps as they are written, without repetitions, at most 1,000; may be relative or no address at all.</summary>
    public IReadOnlyList<string> Sitemaps { get; }

    /// <summary>Reads a robots.txt.</summary>
    /// <param name="body">Any bytes; may be empty. What comes after 500 KiB is not read, nor the line that is cut there.</param>
    /// <param name="productToken">The crawler's name; what follows a slash in it is left out. Case does not matter.</param>
    /// <returns><see cref="Empty"/> when it is an HTML page.</returns>
    public static RobotsTxt Parse(ReadOnlySpan<byte> body, string productToken) => RobotsReader.Read(body, productToken);

    /// <summary>Whether the crawler may ask for an address.</summary>
    /// <param name="pathAndQuery">Path and query, encoded or not; a fragment is left out, a missing first slash is put in.</param>
    public bool Allows(string pathAndQuery)
    {
        var path = RobotsPattern.NormalPath(pathAndQuery);
        if (path == "/robots.txt") return true;

        foreach (var rule in rules)
        {
            if (rule.Pattern.Fits(path)) return rule.IsAllowed;
        }

        return true;
    }
}
