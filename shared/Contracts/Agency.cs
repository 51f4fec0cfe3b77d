namespace IngestPipeline.Contracts;

/// <summary>A news agency that an article credits, and where it does.</summary>
public sealed record Agency
{
    /// <summary>Usual English name, for example <c>Associated Press</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Wikidata entity, when the table has a checked one.</summary>
    public string? Uri { get; init; }

    /// <summary>Short facts as <c>place:text</c>, for example <c>dateline:(AP)</c>; not empty.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}
