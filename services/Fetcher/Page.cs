namespace IngestPipeline.Fetcher;

/// <summary>A page as it came.</summary>
/// <param name="Body">Decompressed.</param>
/// <param name="RequestedUrl">As submitted.</param>
/// <param name="FinalUrl">After redirects.</param>
/// <param name="Redirects">Each address a redirect led to, in order.</param>
/// <param name="Status">HTTP status, 200 to 299.</param>
/// <param name="ContentType">Media type as sent, without parameters.</param>
/// <param name="Charset">Charset parameter as sent.</param>
/// <param name="ETag">As sent.</param>
/// <param name="LastModified">As sent.</param>
/// <param name="FetchedAt">When the last byte was there.</param>
/// <param name="Duration">From the first request to the last byte, retries and redirects included.</param>
internal sealed record Page(
    ReadOnlyMemory<byte> Body,
    Uri RequestedUrl,
    Uri FinalUrl,
    IReadOnlyList<Uri> Redirects,
    int Status,
    string? ContentType,
    string? Charset,
    string? ETag,
    string? LastModified,
    DateTimeOffset FetchedAt,
    TimeSpan Duration);
