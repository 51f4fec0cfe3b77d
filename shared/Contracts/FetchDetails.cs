namespace IngestPipeline.Contracts;

/// <summary>The HTTP exchange that brought a page.</summary>
public sealed record FetchDetails
{
    /// <summary>The address as submitted.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>The address after redirects.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>Each address a redirect led to, in order.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>HTTP status, 100 to 599.</summary>
    public required int Status { get; init; }

    /// <summary>Media type as sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>Character set the page was decoded with.</summary>
    public string? Charset { get; init; }

    /// <summary>Size of the decompressed body in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Entity tag as sent.</summary>
    public string? ETag { get; init; }

    /// <summary>Last-Modified as sent.</summary>
    public string? LastModified { get; init; }

    /// <summary>From the first request to the last byte, retries and redirects included, in milliseconds.</summary>
    public long DurationMs { get; init; }
}
