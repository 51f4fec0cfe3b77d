using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Fetcher;

/// <summary>Which feeds are followed and what is known of them: the tables <c>feeds</c> and <c>feed_entries</c>.</summary>
internal sealed class FeedStore(Database database)
{
    private const int SecondsKept = 8 * 7 * 86_400;

    /// <summary>A feed as it was last seen.</summary>
    public sealed record Followed
    {
        public Guid FeedId { get; init; }

        public required string Url { get; init; }

        public int Failures { get; init; }

        /// <summary>Milliseconds between polls; 0 before the first.</summary>
        public long Spacing { get; init; }

        public string? Etag { get; init; }

        public string? LastModified { get; init; }
    }

    /// <summary>Feeds that nobody polls yet.</summary>
    public async Task<IReadOnlyList<Followed>> Fresh(CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        return [.. await connection.QueryAsync<Followed>(new CommandDefinition(
            "select feed_id, url from feeds where not exists (select 1 from fetches where fetch_id = feed_id) order by url limit 500", cancellationToken: token))];
    }

    /// <summary>A feed; null when it is followed no longer.</summary>
    public async Task<Followed?> Find(Guid id, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        return await connection.QuerySingleOrDefaultAsync<Followed>(new CommandDefinition(
            "select feed_id, url, failures, spacing, etag, last_modified from feeds where feed_id = @id", new { id }, cancellationToken: token));
    }

    /// <summary>Which entries say something new: those that neither this feed nor another has named, and those of which this one says something else than before.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="entries">By <see cref="FeedNews.EntryId"/>, each once.</param>
    /// <param name="token">Gives up.</param>
    public async Task<IReadOnlyList<FeedNews>> News(Guid feed, IReadOnlyCollection<FeedNews> entries, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        var known = (await connection.QueryAsync<Known>(new CommandDefinition(
            $"""
            select e.entry, e.feed_id, e.state from {database.Rows("entry uuid")} join feed_entries e on e.entry = r.entry
            """, new { rows = Database.Json(entries.Select(entry => new { entry = entry.EntryId })) }, cancellationToken: token))).ToLookup(row => row.Entry);
        return [.. entries.Where(entry => known[entry.EntryId].FirstOrDefault(row => row.FeedId == feed) is { } own ? own.State != entry.State : !known.Contains(entry.EntryId))];
    }

    /// <summary>Notes what a poll brought.</summary>
    /// <param name="feed">As it is now.</param>
    /// <param name="seen">All its entries; empty when it has not changed or could not be read.</param>
    /// <param name="outcome">A sentence for who looks at the list.</param>
    /// <param name="hasNews">Whether there was something new.</param>
    /// <param name="now">The present.</param>
    /// <param name="token">Gives up.</param>
    public async Task Note(Followed feed, IReadOnlyCollection<FeedNews> seen, string outcome, bool hasNews, DateTimeOffset now, CancellationToken token)
    {
        await using var transaction = await database.Begin(token);
        await using var connection = transaction.Connection!;
        if (seen.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"""
                insert into feed_entries (feed_id, entry, state, seen_at) select @FeedId, r.entry, r.state, {database.Now} from {database.Rows("entry uuid, state uuid")} where true
                on conflict (feed_id, entry) do update set state = excluded.state, seen_at = excluded.seen_at
                """, new { feed.FeedId, rows = Database.Json(seen.Select(entry => new { entry = entry.EntryId, state = entry.State })) }, transaction, cancellationToken: token));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            update feeds set polled_at = @now{(hasNews ? ", changed_at = @now" : "")}, outcome = @outcome, failures = @Failures, spacing = @Spacing, etag = @Etag, last_modified = @LastModified
            where feed_id = @FeedId
            """, new { now, outcome, feed.Failures, feed.Spacing, feed.Etag, feed.LastModified, feed.FeedId }, transaction, cancellationToken: token));
        await transaction.CommitAsync(token);
    }

    /// <summary>Forgets entries that no feed has named for eight weeks, and those of feeds that are followed no longer.</summary>
    public async Task Forget(CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        await connection.ExecuteAsync(new CommandDefinition(
            $"delete from feed_entries where seen_at < {database.Now} - {SecondsKept} or not exists (select 1 from feeds f where f.feed_id = feed_entries.feed_id)", cancellationToken: token));
    }

    private sealed record Known
    {
        public Guid Entry { get; init; }

        public Guid FeedId { get; init; }

        public Guid State { get; init; }
    }
}
