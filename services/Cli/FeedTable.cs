using Dapper;
using IngestPipeline.Storage;
using IngestPipeline.Text;

namespace IngestPipeline.Cli;

/// <summary>Which feeds are followed: the table <c>feeds</c>. The Fetcher takes up what is added within ten seconds.</summary>
internal static class FeedTable
{
    /// <summary>A feed, and how it goes.</summary>
    public sealed record Row
    {
        public required string Url { get; init; }

        public string? Title { get; init; }

        public DateTimeOffset? PolledAt { get; init; }

        public DateTimeOffset? ChangedAt { get; init; }

        public string? Outcome { get; init; }

        public int Failures { get; init; }

        /// <summary>Milliseconds between polls; 0 before the first.</summary>
        public long Spacing { get; init; }
    }

    /// <summary>Follows a feed.</summary>
    /// <returns>False when it is followed already.</returns>
    public static async Task<bool> Add(Database database, Uri url, string? title, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "insert into feeds (feed_id, url, title, added_at) values (@id, @url, @title, @now) on conflict (feed_id) do nothing",
            new { id = NameId.Of("feed", url.AbsoluteUri), url = url.AbsoluteUri, title, now }, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>Follows a feed no longer. What it named and is still to be fetched is fetched.</summary>
    /// <returns>False when it was not followed.</returns>
    public static async Task<bool> Remove(Database database, Uri url, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("delete from feeds where feed_id = @id", new { id = NameId.Of("feed", url.AbsoluteUri) }, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>All feeds, by address.</summary>
    public static async Task<IReadOnlyList<Row>> All(Database database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Row>(new CommandDefinition(
            "select url, title, polled_at, changed_at, outcome, failures, spacing from feeds order by url", cancellationToken: cancellationToken))];
    }
}
