namespace IngestPipeline.Contracts;

/// <summary>An article was found, cleaned and identified. Sent by the Fetcher, one per accepted submission.</summary>
public sealed record ArticleFetched
{
    /// <summary>Name-based UUID (version 5) of what identifies the article; stable over its versions.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The text: paragraphs parted by one blank line, NFC, furniture taken off. Empty only where
    /// <see cref="TextSha256"/> says where it is.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal, of the text in UTF-8, under which it lies in the database because it is too
    /// large for a message; null when <see cref="Text"/> has it.</summary>
    public string? TextSha256 { get; init; }

    /// <summary>Headline, without the site's name. Not empty; the opening sentence where there is none.</summary>
    public required string Headline { get; init; }

    /// <summary>BCP 47 tag, <c>und</c> when unsure.</summary>
    public required string Language { get; init; }

    /// <summary>How the article came in.</summary>
    public required Intake Intake { get; init; }

    /// <summary>When which time was found, and where.</summary>
    public required ArticleTimes Times { get; init; }

    /// <summary>Publisher: a host name or what the submitter calls it; null when unknown (a source of its own).</summary>
    public string? Source { get; init; }

    /// <summary>The site's or outlet's name as it calls itself.</summary>
    public string? SiteName { get; init; }

    /// <summary>The submitter's id, else the name of the file it came from.</summary>
    public string? SubmitterId { get; init; }

    /// <summary>The one address of the article, tracking parameters removed.</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>Summary as the publisher wrote it.</summary>
    public string? Summary { get; init; }

    /// <summary>Byline as printed.</summary>
    public string? Byline { get; init; }

    /// <summary>Who wrote it; empty when unknown.</summary>
    public IReadOnlyList<Author> Authors { get; init; } = [];

    /// <summary>Place of the dateline as printed.</summary>
    public string? Dateline { get; init; }

    /// <summary>The news agency that the article credits.</summary>
    public Agency? Agency { get; init; }

    /// <summary>Photo captions and their credits, taken off the text.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];

    /// <summary>Copyright line as printed.</summary>
    public string? Copyright { get; init; }

    /// <summary>The HTTP exchange; null for submitted text or HTML.</summary>
    public FetchDetails? Fetch { get; init; }

    /// <summary>Lead image, section and keywords; null when the page declares none, or there was no page.</summary>
    public PageDetails? Page { get; init; }

    /// <summary>What the feed says that named the article; null when none did.</summary>
    public FeedEvidence? Feed { get; init; }

    /// <summary>Which rules found the article and its fields.</summary>
    public required ExtractionDetails Extraction { get; init; }

    /// <summary>False when the page says that reading it costs money; null when it says nothing.</summary>
    public bool? IsAccessibleForFree { get; init; }

    /// <summary>W3C traceparent of the hop that fetched it; other traces link to it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The stages passed so far, first first.</summary>
    public IReadOnlyList<StageDetails> Stages { get; init; } = [];
}
