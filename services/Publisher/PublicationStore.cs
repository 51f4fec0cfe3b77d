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
        // One announcement of an article at a time, whichever replica makes it; SQLite has one writer anyway.
        if (database.IsPostgres)
            await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(hashtextextended(@articleId::text, 0))", new { articleId }, transaction, cancellationToken: cancellationToken));
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            "select version, revision, event, occurred_at from publications where article_id = @articleId",
            new { articleId }, transaction, cancellationToken: cancellationToken))).ToList();
        if (rows.Exists(row => (row.Version, row.Revision).CompareTo((version, revision)) > 0))
            return null;

        var row = rows.Find(row => row.Version == version && row.Revision == revision);
        if (row is null)
        {
            // Also an announcement that may never have left counts: its id must not be given to another content.
            var @event = rows.Count == 0 ? Announcement.Enriched
                : rows.Exists(earlier => earlier.Version == version) ? Announcement.ClusterChanged
                : Announcement.Updated;
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into publications (article_id, version, revision, event, occurred_at)
                values (@articleId, @version, @revision, @event, @now)
                """, new { articleId, version, revision, @event, now }, transaction, cancellationToken: cancellationToken));
            row = new() { Event = @event, OccurredAt = now };
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
    }
}
