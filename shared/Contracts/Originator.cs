namespace IngestPipeline.Contracts;

/// <summary>Whose text the members of a copy cluster carry, as they say it together.</summary>
public sealed record Originator
{
    /// <summary><c>agency</c>: a news agency that they credit. <c>publisher</c>: the source that published it first, when none is credited.</summary>
    public required string Kind { get; init; }

    /// <summary>The agency's usual English name, or the source.</summary>
    public required string Name { get; init; }

    /// <summary>Wikidata entity of the agency, when the table has a checked one.</summary>
    public string? Uri { get; init; }

    /// <summary>The earliest member that credits it so, or the one that was published first.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Short facts as <c>name:value</c>, for example <c>dateline:(AP)</c>, <c>sources:3 of 4</c>; not empty.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}
