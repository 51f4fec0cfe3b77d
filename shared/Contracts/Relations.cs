namespace IngestPipeline.Contracts;

/// <summary>What one text can be to another, as published. Source: the message schema beside this file.</summary>
public static class Relations
{
    /// <summary>Derives from no text found, or stands for its cluster.</summary>
    public const string Unique = "unique";

    /// <summary>Near-identical.</summary>
    public const string Copy = "copy";

    /// <summary>A shortened form of the other.</summary>
    public const string Abridged = "abridged";

    /// <summary>Contains the other and adds to it.</summary>
    public const string Expanded = "expanded";

    /// <summary>Derived from the other, but reworded.</summary>
    public const string Rewrite = "rewrite";

    /// <summary>A later version of the same article.</summary>
    public const string Revision = "revision";

    /// <summary>Joins passages of several articles.</summary>
    public const string Composite = "composite";
}
