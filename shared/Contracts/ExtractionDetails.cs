namespace IngestPipeline.Contracts;

/// <summary>Which rules found an article and its fields.</summary>
public sealed record ExtractionDetails
{
    /// <summary><c>text</c> for submitted text; else the rule that found the body: <c>json-ld</c>, <c>article</c>, <c>density</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Field (<c>title</c>, <c>authors</c>, <c>date</c>, <c>language</c>, <c>canonicalUrl</c>) to the rule that gave it.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>What a reader should know, for example <c>published-in-future</c>; may be empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
