using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Publisher;

/// <summary>SQL over <c>publications</c>: which event a message is, and whether a later one went before it.</summary>
internal sealed class PublicationStore(Database database)
{
    /// <summary>Decides and stores what to announce; a redelivery finds what was decided.</summary>
    /// <returns>Null when a later version or revision was announced already: the last message holds, so this one must not follow it.</returns>
    public async Task<Announcement?> Announce(Guid articleId, int version, int revision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Begin(cancellationToken);
        await using var connection = transaction.Connection!;
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            "select version, revision, event, occurred_at, handed_over_at from publications where article_id = @articleId",
            new { articleId }, transaction, cancellationToken: cancellationToken))).ToList();
        if (rows.Exists(row => (row.Version, row.Revision).CompareTo((version, revision)) > 0))
            return null;

        var row = rows.Find(row => row.Version == version && row.Revision == revision);
        if (row is null)
        {
            // An announcement that never left does not count: what follows takes its place.
            var left = rows.Where(earlier => earlier.HandedOverAt is not null).ToList();
            var @event = left.Count == 0 ? Announcement.Enriched
                : left.Exists(earlier => earlier.Version == version) ? Announcement.ClusterChanged
                : Announcement.Updated;
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into publications (article_id, version, revision, event, occurred_at)
                values (@articleId, @version, @revision, @event, @now) on conflict do nothing
                """, new { articleId, version, revision, @event, now }, transaction, cancellationToken: cancellationToken));
            // Another worker may have had the same message at the same time: what stands there holds.
            row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
                "select event, occurred_at from publications where article_id = @articleId and version = @version and revision = @revision",
                new { articleId, version, revision }, transaction, cancellationToken: cancellationToken));
        }
        await transaction.CommitAsync(cancellationToken);
        return new(row.Event, row.OccurredAt);
    }

    /// <summary>Notes that the exchange has confirmed the message.</summary>
    public async Task HandedOver(Guid articleId, int version, int revision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update publications set handed_over_at = @now
            where article_id = @articleId and version = @version and revision = @revision and handed_over_at is null
            """, new { articleId, version, revision, now }, cancellationToken: cancellationToken));
    }

    private sealed record Row
    {
        public int Version { get; init; }
        public int Revision { get; init; }
        public string Event { get; init; } = "";
        public DateTimeOffset OccurredAt { get; init; }
        public DateTimeOffset? HandedOverAt { get; init; }
    }
}
