namespace IngestPipeline.Contracts;

/// <summary>A stage that an article passed.</summary>
public sealed record StageDetails
{
    /// <summary>Service, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the service, with its rules' or model's where it has one.</summary>
    public required string Version { get; init; }

    /// <summary>Time the stage took, in milliseconds.</summary>
    public long DurationMs { get; init; }
}
