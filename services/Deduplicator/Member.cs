namespace IngestPipeline.Deduplicator;

/// <summary>An article version with the groups it had before; those are null while it has none.</summary>
internal sealed record Member
{
    public long Key { get; init; }
    public Guid ArticleId { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public int Words { get; init; }
    public int Superseded { get; init; }
    public long? RepresentativeKey { get; init; }
    public long? FamilyKey { get; init; }
    public long? StoryKey { get; init; }
    public string? Relation { get; init; }
    public int? ClusterSize { get; init; }
    public int? Revision { get; init; }
    public int? HandedOver { get; init; }

    public Node Node => new(Key, ArticleId, PublishedAt, Words);

    /// <summary>True when the stored row says just this.</summary>
    public bool Holds(Grouping group) => Same(group) && ClusterSize == group.ClusterSize;

    /// <summary>One more when the groups changed, or when the article stopped or began to be the only copy. A cluster
    /// that merely grows announces its newest member, not all of them again.</summary>
    public int NextRevision(Grouping group) => Revision is null ? 0
        : Same(group) && ClusterSize == 1 == (group.ClusterSize == 1) ? Revision.Value
        : Revision.Value + 1;

    private bool Same(Grouping group) =>
        RepresentativeKey == group.Representative && FamilyKey == group.Family && StoryKey == group.Story && Relation == group.Relation;
}
