namespace IngestPipeline.Fetcher;

/// <summary>One request.</summary>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="For">What is expected there.</param>
/// <param name="ETag">Of the copy that is there already.</param>
/// <param name="LastModified">Of the copy that is there already, as the server wrote it.</param>
internal sealed record Ask(Uri Url, Expected For = Expected.Page, string? ETag = null, string? LastModified = null);

/// <summary>What is expected at an address: what is asked for, and which media types are taken.</summary>
internal enum Expected
{
    /// <summary>An article.</summary>
    Page,

    /// <summary>RSS, Atom, JSON Feed or a sitemap.</summary>
    Feed,

    /// <summary>A robots.txt.</summary>
    Robots,
}

/// <summary>What a server said.</summary>
internal abstract record Answer
{
    /// <summary>What was asked for.</summary>
    public sealed record Whole(Page Page) : Answer;

    /// <summary>It is elsewhere; not checked yet.</summary>
    public sealed record Moved(Uri To) : Answer;

    /// <summary>It is as it was.</summary>
    public sealed record Unchanged : Answer;
}
