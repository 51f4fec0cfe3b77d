namespace IngestPipeline.Fetcher;

/// <summary>The rules that stand below one or several User-agent lines, while they are being read.</summary>
internal sealed class RobotsGroup
{
    /// <summary>Whether one of its lines names the crawler.</summary>
    public bool NamesUs { get; set; }

    /// <summary>Whether one of its lines is <c>*</c>.</summary>
    public bool IsForAll { get; set; }

    /// <summary>Whether a rule was seen, even an empty one: the next User-agent line begins another group.</summary>
    public bool HasRules { get; set; }

    /// <summary>The greatest delay asked for.</summary>
    public TimeSpan? CrawlDelay { get; set; }

    /// <summary>Rules in their order; empty ones are left out.</summary>
    public List<RobotsRule> Rules { get; } = [];
}
