using System.Globalization;
using System.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Reads the lines of a robots.txt into groups.</summary>
/// <remarks>
/// Each byte becomes one character, so that no encoding can fail; <see cref="RobotsPattern"/> encodes what is beyond ASCII. Only Allow
/// and Disallow end a run of User-agent lines: other lines, known or not, do not. Source: RFC 9309, section 2.2.
/// </remarks>
internal static class RobotsReader
{
    private const int MaxBytes = 500 * 1024, MaxSitemaps = 1000, MaxDelaySeconds = 24 * 60 * 60;

    /// <summary>See <see cref="RobotsTxt.Parse"/>.</summary>
    public static RobotsTxt Read(ReadOnlySpan<byte> body, string productToken)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        var head = body.TrimStart(" \t\r\n"u8);
        if (head.Length == 0 || head[0] == '<') return RobotsTxt.Empty;

        var us = Token(productToken);
        var groups = new List<RobotsGroup>();
        var sitemaps = new List<string>();
        foreach (var line in Whole(body).Split('\r', '\n'))
        {
            var content = line.AsSpan();
            if (content.IndexOf('#') is >= 0 and var comment) content = content[..comment];
            var colon = content.IndexOf(':');
            if (colon > 0) Take(Name(content[..colon]), content[(colon + 1)..].Trim(" \t\0").ToString(), us, groups, sitemaps);
        }

        var ours = groups.Where(group => group.NamesUs).ToList();
        if (ours.Count == 0) ours = [.. groups.Where(group => group.IsForAll)];
        return new(ours.SelectMany(group => group.Rules), ours.Max(group => group.CrawlDelay), sitemaps.Distinct(StringComparer.Ordinal).Take(MaxSitemaps).ToArray());
    }

    private static void Take(string name, string value, string us, List<RobotsGroup> groups, List<string> sitemaps)
    {
        if (name is "sitemap" && value.Length > 0) sitemaps.Add(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value)));
        if (name is "useragent") Begin(Token(value), us, groups);
        if (groups.Count == 0) return;

        var group = groups[^1];
        if (name is "crawldelay" && Delay(value) is { } delay && !(group.CrawlDelay > delay)) group.CrawlDelay = delay;
        if (name is not ("allow" or "disallow")) return;

        group.HasRules = true;
        if (RobotsPattern.Of(value) is { } pattern) group.Rules.Add(new(pattern, name is "allow"));
    }

    private static void Begin(string token, string us, List<RobotsGroup> groups)
    {
        if (groups.Count == 0 || groups[^1].HasRules) groups.Add(new());
        if (token == "*") groups[^1].IsForAll = true;
        else if (us.Length > 0 && token.Equals(us, StringComparison.OrdinalIgnoreCase)) groups[^1].NamesUs = true;
    }

    // A line cut in two would forbid more than was written: "/" for "/private".
    private static string Whole(ReadOnlySpan<byte> body)
    {
        if (body.Length <= MaxBytes) return Encoding.Latin1.GetString(body);
        var end = body[..MaxBytes].LastIndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? "" : Encoding.Latin1.GetString(body[..end]);
    }

    // "User-agent", "user agent" and "Useragent" are all met.
    private static string Name(ReadOnlySpan<char> name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is not (' ' or '\t' or '-' or '_')) letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }

    private static string Token(string value)
    {
        var end = value.AsSpan().IndexOfAny(" \t/");
        return end < 0 ? value : value[..end];
    }

    private static TimeSpan? Delay(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxDelaySeconds
            ? TimeSpan.FromMilliseconds((double)Math.Ceiling(seconds * 1000))
            : null;
}
