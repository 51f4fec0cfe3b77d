namespace IngestPipeline.Fetcher;

/// <summary>One Allow or Disallow line.</summary>
internal sealed record RobotsRule(RobotsPattern Pattern, bool IsAllowed);
