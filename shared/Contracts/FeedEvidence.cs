namespace IngestPipeline.Contracts;

/// <summary>What a feed says of an article it names.</summary>
public sealed record FeedEvidence
{
    /// <summary>Address of the feed.</summary>
    public required string Url { get; init; }

    /// <summary>The feed's own identifier of the entry; its address when it has none.</summary>
    public required string EntryId { get; init; }

    /// <summary>Headline.</summary>
    public string? Title { get; init; }

    /// <summary>Names as printed; may be empty.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Time of publication as printed.</summary>
    public string? PublishedRaw { get; init; }

    /// <summary>Time of publication, when it can be read.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Time of the last change, when it can be read.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
