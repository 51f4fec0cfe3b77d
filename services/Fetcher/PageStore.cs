using System.IO.Compression;
using System.Text.Json;
using Dapper;
using IngestPipeline.Storage;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>What is remembered of fetched pages: the table <c>pages</c>.</summary>
internal sealed class PageStore(Database database, IOptions<FetcherOptions> options)
{
    private const int SecondsKept = 8 * 7 * 86_400;
    private const int Batch = 500;

    /// <summary>A page as it was fetched before.</summary>
    /// <param name="Purpose">What it was fetched for.</param>
    /// <param name="Page">The page; its body is empty unless pages are kept.</param>
    public sealed record Kept(FetchPurpose Purpose, Page Page);

    /// <summary>The page under an id; null when it is not remembered.</summary>
    /// <param name="id">As in <see cref="FetchJob.PageId"/>.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Kept?> Find(Guid id, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"update pages set used_at = {database.Now} where page_id = @id returning details, html", new { id }, cancellationToken: token));
        if (row is null) return null;
        var kept = JsonSerializer.Deserialize<Kept>(row.Details)!;
        return row.Html is null ? kept : kept with { Page = kept.Page with { Body = Unpack(row.Html) } };
    }

    /// <summary>Remembers a page whose server says how to ask whether it has changed; any, where pages are kept.</summary>
    public async Task Remember(FetchJob job, Page page, CancellationToken token)
    {
        if (!options.Value.KeepPages && page is { ETag: null, LastModified: null }) return;
        await using var connection = await database.Source.OpenConnectionAsync(token);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into pages (page_id, url, host, fetched_at, details, html, used_at) values (@PageId, @url, @host, @FetchedAt, @details, @html, {database.Now})
            on conflict (page_id) do update set fetched_at = excluded.fetched_at, details = excluded.details, html = excluded.html, used_at = excluded.used_at
            """, new
            {
                job.PageId,
                url = job.RequestedUrl.AbsoluteUri,
                host = FetchJob.HostOf(job.RequestedUrl),
                page.FetchedAt,
                details = JsonSerializer.Serialize(new Kept(job.Purpose!, page with { Body = default })),
                html = options.Value.KeepPages ? Pack(page.Body) : null,
            }, cancellationToken: token));
    }

    /// <summary>Removes what nobody has used for eight weeks.</summary>
    public async Task Forget(CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        var unused = $"used_at < {database.Now} - {SecondsKept}";
        var remove = new CommandDefinition($"delete from pages where {unused} and page_id in (select page_id from pages where {unused} limit {Batch})", cancellationToken: token);
        while (await connection.ExecuteAsync(remove) > 0) token.ThrowIfCancellationRequested();
    }

    private static byte[] Pack(ReadOnlyMemory<byte> body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body.Span);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var body = new MemoryStream();
        gzip.CopyTo(body);
        return body.ToArray();
    }

    private sealed record Row
    {
        public required string Details { get; init; }

        public byte[]? Html { get; init; }
    }
}
