namespace IngestPipeline.Contracts;

/// <summary>What a page says of its article beside what stands in fields of their own.</summary>
public sealed record PageDetails
{
    /// <summary>Absolute http or https address of the picture that stands for the article.</summary>
    public string? LeadImage { get; init; }

    /// <summary>Section of the publication, as it calls it.</summary>
    public string? Section { get; init; }

    /// <summary>Keywords as the page declares them, each once, 50 at most; may be empty.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];
}
