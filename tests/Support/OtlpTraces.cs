namespace IngestPipeline.Support;

/// <summary>Spans by trace, and whether an article's trace is whole.</summary>
/// <param name="spans">All spans received.</param>
public sealed class OtlpTraces(IEnumerable<OtlpSpan> spans)
{
    private const string ArticleId = "ingest.article.id";

    // Each span that an article must leave, and the nearest of our own above it. What lies between is MassTransit's.
    private static readonly (string Service, string Name, string? Above)[] Way =
    [
        ("fetcher", "accept article", null),
        ("fetcher", "extract article", "accept article"),
        ("deduplicator", "deduplicate article", "accept article"),
        ("tagger", "tag article", "deduplicate article"),
        ("publisher", "publish article", "tag article"),
    ];

    private readonly ILookup<string, OtlpSpan> _spans = spans.ToLookup(span => span.TraceId, StringComparer.Ordinal);

    /// <summary>The spans of a trace.</summary>
    public IEnumerable<OtlpSpan> Of(string traceId) => _spans[traceId];

    /// <summary>What is wrong with the trace of an article that went its way undisturbed; empty when nothing is.</summary>
    /// <param name="traceId">The trace.</param>
    /// <param name="sender">Span id that the sender named as the parent; that span itself is exported by nobody.</param>
    public IReadOnlyList<string> Problems(string traceId, string sender)
    {
        var all = _spans[traceId].ToDictionary(span => span.SpanId, StringComparer.Ordinal);
        var problems = new List<string>();
        // Other articles that this one changed are published in its trace as well.
        var own = all.Values.FirstOrDefault(span => span.Name == Way[0].Name)?.Attributes.GetValueOrDefault(ArticleId);
        foreach (var (service, name, above) in Way)
        {
            var found = all.Values.Where(span => span.Name == name && (span.Attributes.GetValueOrDefault(ArticleId) ?? own) == own).ToList();
            if (found.Count != 1)
                problems.Add($"{traceId}: {found.Count} spans \"{name}\"");
            problems.AddRange(found.Where(span => span.Service != service).Select(span => $"{traceId}: \"{name}\" is of {span.Service}"));
            problems.AddRange(found.Select(span => Above(span, all)).Where(ancestor => ancestor != above).Select(ancestor => $"{traceId}: above \"{name}\" is \"{ancestor}\""));
        }
        problems.AddRange(all.Values.Where(span => span.ParentId != sender && !all.ContainsKey(span.ParentId)).Select(span => $"{traceId}: \"{span.Name}\" of {span.Service} has no parent"));
        problems.AddRange(all.Values.Where(span => span.IsError).Select(span => $"{traceId}: \"{span.Name}\" of {span.Service} failed"));
        return problems;
    }

    private static string? Above(OtlpSpan span, Dictionary<string, OtlpSpan> all)
    {
        while (all.TryGetValue(span.ParentId, out var parent))
        {
            if (Array.Exists(Way, step => step.Name == parent.Name))
                return parent.Name;
            span = parent;
        }
        return null;
    }
}
