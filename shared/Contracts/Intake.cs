namespace IngestPipeline.Contracts;

/// <summary>How an article came in.</summary>
public sealed record Intake
{
    /// <summary><c>url</c>, <c>html</c>, <c>text</c> or <c>feed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>AMQP message-id of the submission; null when it had none.</summary>
    public string? MessageId { get; init; }

    /// <summary>AMQP app-id of the submission.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>AMQP correlation-id of the submission.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When the Fetcher took it from the queue, UTC.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}
