namespace IngestPipeline.Contracts;

/// <summary>What an article is a copy of or derived from, and the groups it belongs to, as decided at a revision.</summary>
public sealed record Verdict
{
    /// <summary>0 for the first decision on this version; one more for each change of its groups.</summary>
    public required int Revision { get; init; }

    /// <summary>The strongest relation to the representative: see <see cref="Relations"/>.</summary>
    public required string Relation { get; init; }

    /// <summary>The article that stands for the copy cluster; the article itself when it does.</summary>
    public required Guid RepresentativeId { get; init; }

    /// <summary>Copies, abridgements and expansions of one text.</summary>
    public required string CopyClusterId { get; init; }

    /// <summary>Texts derived from one another: one or more copy clusters.</summary>
    public required string FamilyId { get; init; }

    /// <summary>All coverage of one event: one or more families.</summary>
    public required string StoryId { get; init; }

    /// <summary>Members of the copy cluster at this revision, 1 and up.</summary>
    public required int ClusterSize { get; init; }

    /// <summary>Every text this one relates to, strongest first; empty only when the relation is <c>unique</c>.</summary>
    public required IReadOnlyList<RelatedText> RelatedTo { get; init; }

    /// <summary><c>canonicalUrl</c>, <c>contentHash</c> or <c>containment</c>; null when nothing matched.</summary>
    public string? MatchedBy { get; init; }

    /// <summary>Name and version of the rules.</summary>
    public required string Algorithm { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal, of the normalised text in UTF-8.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary>Whose text the copy cluster carries; null when nobody can be named.</summary>
    public Originator? Originator { get; init; }

    /// <summary>W3C traceparent under which the representative was fetched; null when the article is it.</summary>
    public string? RepresentativeTraceParent { get; init; }
}
