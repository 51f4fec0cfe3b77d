using System.Text.Json;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>A row of <c>articles</c>, and of <c>decisions</c> where there is one.</summary>
internal sealed record MemberRow
{
    /// <summary>What it is read from: articles as a, decisions as d.</summary>
    public const string Columns = """
        a.key, a.article_id, a.version, a.published_at, a.published_precision, a.source, a.agency, a.words, a.superseded,
        d.article_key, d.centre_key, d.representative_key, d.family_key, d.story_key, d.relation, d.cluster_size, d.origin, d.neighbours, d.revision, d.handed_over, d.reconsider
        """;

    public long Key { get; init; }
    public Guid ArticleId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public string PublishedPrecision { get; init; } = "";
    public string? Source { get; init; }
    public string? Agency { get; init; }
    public int Words { get; init; }
    public int Superseded { get; init; }
    public long? ArticleKey { get; init; }
    public long CentreKey { get; init; }
    public long RepresentativeKey { get; init; }
    public long FamilyKey { get; init; }
    public long StoryKey { get; init; }
    public string Relation { get; init; } = "";
    public int ClusterSize { get; init; }
    public string? Origin { get; init; }
    public string Neighbours { get; init; } = "";
    public int Revision { get; init; }
    public int HandedOver { get; init; }
    public int Reconsider { get; init; }

    public Member Member => new()
    {
        Key = Key,
        ArticleId = ArticleId,
        Version = Version,
        PublishedAt = PublishedAt,
        PublishedPrecision = PublishedPrecision,
        Source = Source,
        Agency = Agency is null ? null : JsonSerializer.Deserialize<Agency>(Agency),
        Words = Words,
        IsSuperseded = Superseded != 0,
        Decision = ArticleKey is null ? null
            : new(new(Key, CentreKey, RepresentativeKey, FamilyKey, StoryKey, Relation, ClusterSize), Deduplicator.Origin.Read(Origin), Neighbours, Revision, HandedOver, Reconsider != 0),
    };
}
