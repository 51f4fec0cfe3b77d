using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An article version with the groups it has; those are null while it has none.</summary>
internal sealed record Member
{
    public long Key { get; init; }
    public Guid ArticleId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public string PublishedPrecision { get; init; } = "unknown";
    public string? Source { get; init; }
    public Agency? Agency { get; init; }
    public int Words { get; init; }
    public bool IsSuperseded { get; init; }
    public Decision? Decision { get; init; }

    public Node Node => new(Key, ArticleId, PublishedAt, Words);
}

/// <summary>The groups of one article version, as stored.</summary>
/// <param name="Origin">Whose text it is; null when nobody can be named.</param>
/// <param name="Neighbours">The nearest of other families, see <see cref="Deduplicator.Neighbours"/>.</param>
/// <param name="Revision">Counts the changes, from 0.</param>
/// <param name="HandedOver">The last revision that the next stage has got, −1 for none.</param>
/// <param name="Reconsider">Whether it is to be compared again.</param>
internal sealed record Decision(Grouping Groups, Origin? Origin, string Neighbours, int Revision, int HandedOver, bool Reconsider)
{
    /// <summary>The revision of new groups: one more when they changed or the text is said to be somebody else's, or when the
    /// article stopped or began to be the only copy. A cluster that merely grows announces its newest member, not all of them again.</summary>
    /// <param name="before">Null when there are none.</param>
    /// <param name="after">The new groups.</param>
    /// <param name="origin">Whose text it is now.</param>
    /// <param name="holdsMore">Whether it is a round-up of which one more item was found.</param>
    public static int RevisionOf(Decision? before, Grouping after, Origin? origin, bool holdsMore) => before is null ? 0
        : Same(before.Groups, after) && Origin.AreSame(before.Origin, origin) && !holdsMore ? before.Revision
        : before.Revision + 1;

    public bool IsPending => HandedOver < Revision;

    private static bool Same(Grouping before, Grouping after) =>
        before with { ClusterSize = 0, Centre = 0 } == after with { ClusterSize = 0, Centre = 0 } && before.ClusterSize == 1 == (after.ClusterSize == 1);
}

/// <summary>An article version with its verdict, ready to be handed over.</summary>
internal sealed record Decided(long Key, ArticleFetched Article, int Version, Verdict Verdict);
