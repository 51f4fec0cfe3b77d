namespace IngestPipeline.Contracts;

/// <summary>Somebody who wrote an article.</summary>
public sealed record Author
{
    /// <summary>Name as printed, roles and "By" removed.</summary>
    public required string Name { get; init; }

    /// <summary><c>person</c>, <c>organisation</c> or <c>agency</c>.</summary>
    public required string Kind { get; init; }
}
