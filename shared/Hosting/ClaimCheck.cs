using System.Security.Cryptography;
using System.Text;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Storage;

namespace IngestPipeline.Hosting;

/// <summary>
/// Keeps texts that are too large for a message in the table <c>bodies</c>, each once under its SHA-256, while the message
/// between two stages bears that hash in its place. Whoever hands a text on or takes it up notes the time; what
/// nobody has used for eight weeks is removed.
/// </summary>
/// <remarks>Source: Hohpe and Woolf, Enterprise Integration Patterns, "Claim Check". By age, since nobody can know that a message
/// was the last: it may be delivered again, lie in quarantine, or share its text with another. Known weakness: what is sent
/// again from quarantine after more than eight weeks has lost its text.</remarks>
public sealed class ClaimCheck(Database database)
{
    /// <summary>The largest text that travels in its message, in bytes of UTF-8.</summary>
    public const int LargestInMessage = 256_000;

    private const int SecondsKept = 8 * 7 * 24 * 60 * 60, Batch = 100;

    /// <summary>Stores the text of an article if it is too large for a message; committed when this returns, to be handed over then.</summary>
    /// <param name="article">With its text.</param>
    /// <param name="cancellationToken">Gives up; the text may be stored all the same.</param>
    /// <returns>The article as it travels: the same, or with the hash in place of the text.</returns>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public async Task<ArticleFetched> CheckIn(ArticleFetched article, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(article.Text) <= LargestInMessage)
            return article;

        var utf8 = Encoding.UTF8.GetBytes(article.Text);
        var sha256 = Hash(utf8);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        // Most are there already, from the stage before: then the text itself need not travel.
        var touched = await connection.ExecuteAsync(new CommandDefinition(
            $"update bodies set used_at = {database.Now} where sha256 = @sha256", new { sha256 }, cancellationToken: cancellationToken));
        if (touched == 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"insert into bodies (sha256, utf8, used_at) values (@sha256, @utf8, {database.Now}) on conflict (sha256) do update set used_at = excluded.used_at",
                new { sha256, utf8 }, cancellationToken: cancellationToken));
        }
        return article with { Text = "", TextSha256 = sha256 };
    }

    /// <summary>Puts the text back that <see cref="CheckIn"/> took out.</summary>
    /// <param name="article">As it came in a message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The article as it was before.</returns>
    /// <exception cref="MissingBodyException">The text is gone or damaged.</exception>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public async Task<ArticleFetched> Redeem(ArticleFetched article, CancellationToken cancellationToken)
    {
        if (article.TextSha256 is not { } sha256)
            return article;

        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var utf8 = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(
            $"update bodies set used_at = {database.Now} where sha256 = @sha256 returning utf8", new { sha256 }, cancellationToken: cancellationToken))
            ?? throw new MissingBodyException($"The text with SHA-256 {sha256} is not in the database: it was lost, or removed after eight weeks in which nobody used it.");
        if (Hash(utf8) != sha256)
            throw new MissingBodyException($"The text with SHA-256 {sha256} is damaged: what the database has in its place is another.");
        return article with { Text = Encoding.UTF8.GetString(utf8), TextSha256 = null };
    }

    /// <summary>Removes what nobody has used for eight weeks.</summary>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <exception cref="System.Data.Common.DbException">The database does not answer or refuses.</exception>
    public async Task Forget(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        // The age is asked twice: a text that is used again between search and removal stays.
        var unused = $"used_at < {database.Now} - {SecondsKept}";
        var remove = new CommandDefinition($"delete from bodies where {unused} and sha256 in (select sha256 from bodies where {unused} limit {Batch})", cancellationToken: cancellationToken);
        while (await connection.ExecuteAsync(remove) > 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private static string Hash(byte[] utf8) => Convert.ToHexStringLower(SHA256.HashData(utf8));
}
