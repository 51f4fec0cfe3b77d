using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>What a text was left with when everything that is not the article's own prose was taken off, and where that went.</summary>
internal sealed record Furniture
{
    /// <summary>Paragraphs parted by one blank line; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>The first line, when it is one; null otherwise.</summary>
    public string? Headline { get; init; }

    /// <summary>A date line as printed.</summary>
    public string? DateLine { get; init; }

    /// <summary>Place of the dateline as printed.</summary>
    public string? Place { get; init; }

    /// <summary>Byline as printed.</summary>
    public string? Byline { get; init; }

    /// <summary>Who stands in the byline, else who reported.</summary>
    public IReadOnlyList<Author> Authors { get; init; } = [];

    /// <summary>Photo captions with their credits.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];

    /// <summary>The agency that the text credits; a photo credit is none.</summary>
    public Agency? Agency { get; init; }

    /// <summary>Copyright line as printed.</summary>
    public string? Copyright { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Takes the furniture off a plain text.</summary>
    /// <param name="text">Any text; may be empty.</param>
    /// <param name="headline">The headline when it is known; null lets the first line be one.</param>
    public static Furniture TakeOff(string text, string? headline = null) => TakeOff(Paragraphs.Of(text), headline);

    /// <summary>Takes the furniture off paragraphs.</summary>
    /// <param name="paragraphs">In order, none blank; is used up.</param>
    /// <param name="headline">The headline when it is known; null lets the first paragraph be one.</param>
    /// <param name="token">Gives up.</param>
    public static Furniture TakeOff(List<string> paragraphs, string? headline = null, CancellationToken token = default)
    {
        var off = new FurnitureRemoval(paragraphs, headline, token);
        off.FromEnd();
        off.FromStart();
        off.FromMiddle();
        return off.Result();
    }
}
