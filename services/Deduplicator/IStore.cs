using System.Text.Json;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>An article version on its way into the store.</summary>
/// <param name="Content">Hash of headline and text: another is a new version.</param>
/// <param name="Hashes">What it will be found by.</param>
internal sealed record Entry(ArticleFetched Article, Guid Content, int Words, int[] Hashes)
{
    /// <summary>The agency that it credits, as JSON; null when none.</summary>
    public string? Agency => Article.Agency is { } agency ? JsonSerializer.Serialize(agency) : null;

    /// <summary>Tells one submission of an article from the next.</summary>
    public string Submission => Article.Intake.MessageId ?? Article.Intake.ReceivedAt?.ToString("O") ?? "";
}

/// <summary>Which row an article version has, and whether its groups were decided before.</summary>
internal sealed record Remembered(long Key, int Version, bool IsNew, bool IsDecided, bool IsSuperseded);

/// <summary>An article is found by a hash.</summary>
/// <param name="Source">Hash of its source, 0 when it has none.</param>
internal readonly record struct Posting(int Hash, long Key, int Source);

/// <summary>An article as stored.</summary>
internal sealed record Stored(long Key, int Version, ArticleFetched Article);

/// <summary>A hash that is no evidence at a source; at all of them when the source is empty.</summary>
internal readonly record struct FurnitureHash(string Source, int Hash);

/// <summary>
/// What was seen and decided: in PostgreSQL or SQLite (<see cref="SqlStore"/>), or in memory (<see cref="MemoryStore"/>).
/// The order of use keeps copies that arrive at once from missing each other: remember, which commits; then read, which
/// sees all that was remembered before; then decide, one at a time in the whole system.
/// </summary>
internal interface IStore
{
    /// <summary>Stores versions of articles with what they are found by, or finds them stored, and commits.</summary>
    /// <param name="entries">No article twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One an entry, in order.</returns>
    Task<IReadOnlyList<Remembered>> Remember(IReadOnlyList<Entry> entries, CancellationToken cancellationToken);

    /// <summary>Opens a session to read.</summary>
    Task<IStoreSession> Read(CancellationToken cancellationToken);

    /// <summary>Opens the one session that may write; waits until no other has it.</summary>
    Task<IStoreSession> Decide(CancellationToken cancellationToken);

    /// <summary>Notes that the next stage has got an article's groups up to a revision.</summary>
    Task HandedOver(IReadOnlyList<Decided> decided, CancellationToken cancellationToken);

    /// <summary>Drops what arrived before a week, whole: texts, what they are found by, their edges and groups.</summary>
    Task Forget(int beforeWeek, CancellationToken cancellationToken);
}

/// <summary>Questions to the store, each for many articles in one round trip; what is written holds once committed.</summary>
internal interface IStoreSession : IAsyncDisposable
{
    /// <summary>The articles found by hashes.</summary>
    Task<IReadOnlyList<Posting>> Postings(IReadOnlyCollection<int> hashes, CancellationToken cancellationToken);

    /// <summary>What became furniture since an id, and the newest id.</summary>
    Task<(IReadOnlyList<FurnitureHash> Hashes, long Newest)> FurnitureSince(long id, CancellationToken cancellationToken);

    /// <summary>Articles, whole.</summary>
    Task<IReadOnlyList<Stored>> Load(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>Articles with their groups.</summary>
    Task<IReadOnlyList<Member>> Members(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>All members of copy clusters, by the keys of their centres.</summary>
    Task<IReadOnlyList<Member>> Clusters(IReadOnlyCollection<long> centres, CancellationToken cancellationToken);

    /// <summary>Articles, other versions of the same, and all members of the families of either.</summary>
    Task<IReadOnlyList<Member>> Relatives(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>All members of stories.</summary>
    Task<IReadOnlyList<Member>> Stories(IReadOnlyCollection<long> stories, CancellationToken cancellationToken);

    /// <summary>Edges of which at least one end is given.</summary>
    Task<IReadOnlyList<Edge>> Edges(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>The same with their evidence.</summary>
    Task<IReadOnlyList<Finding>> Findings(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>Decided articles that are still to be compared again.</summary>
    Task<IReadOnlyList<long>> Reconsiderable(CancellationToken cancellationToken);

    /// <summary>Articles whose changed groups the next stage has not got, as far as is known.</summary>
    Task<IReadOnlyList<long>> Pending(CancellationToken cancellationToken);

    /// <summary>Writes edges; of two for a pair the one that knew more furniture holds.</summary>
    Task Save(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken);

    /// <summary>Writes groups.</summary>
    Task Save(IReadOnlyCollection<Decision> decisions, CancellationToken cancellationToken);

    /// <summary>Takes superseded versions out of the groups.</summary>
    Task Remove(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>Changes what articles are found by.</summary>
    Task Post(IReadOnlyCollection<(long Key, int[] Hashes)> postings, CancellationToken cancellationToken);

    /// <summary>Adds to the furniture.</summary>
    Task Furnish(IReadOnlyCollection<FurnitureHash> hashes, CancellationToken cancellationToken);

    /// <summary>Marks decided articles as to be compared again, or as done.</summary>
    Task Reconsider(IReadOnlyCollection<long> keys, bool again, CancellationToken cancellationToken);

    /// <summary>Makes everything hold.</summary>
    Task Commit(CancellationToken cancellationToken);
}
