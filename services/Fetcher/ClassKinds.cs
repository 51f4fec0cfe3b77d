namespace IngestPipeline.Fetcher;

/// <summary>What the words in an element's names say of it.</summary>
[Flags]
internal enum ClassKinds
{
    None = 0,

    /// <summary>Who wrote it.</summary>
    Byline = 1,

    /// <summary>What readers wrote.</summary>
    Comment = 2,

    /// <summary>A container that is never part of an article.</summary>
    Junk = 4,

    Caption = 8,

    /// <summary>May hold the article.</summary>
    Body = 16,

    /// <summary>Holds the article and nothing else.</summary>
    ArticleBody = 32,

    /// <summary>Stands between headline and text.</summary>
    Lead = 64,

    /// <summary>Stands over a headline, inside of it.</summary>
    Kicker = 128,

    /// <summary>Holds a date.</summary>
    Date = 256,

    /// <summary>About the article, not of it.</summary>
    Meta = 512,

    /// <summary>Leads to other articles.</summary>
    Related = 1024,
}
