namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>One step of the order swapped, around the stages' own code. Each loses or contradicts something, and the model must find it.</summary>
public enum Swap
{
    /// <summary>The order as it is.</summary>
    None,

    /// <summary>The message leaves before the transaction holds.</summary>
    PublishBeforeCommit,

    /// <summary>The message is acknowledged as it arrives.</summary>
    AcknowledgeBeforePublish,

    /// <summary>A redelivery that finds the effect done publishes nothing.</summary>
    SkipWhatIsDone,

    /// <summary>A verdict is marked as handed over when it is decided.</summary>
    MarkBeforePublish,

    /// <summary>What is swept is marked and not published.</summary>
    SweepWithoutPublish,

    /// <summary>Message ids are drawn, not derived.</summary>
    RandomIds,

    /// <summary>A redelivery takes the worker's clock for when it happened, not what was stored.</summary>
    WorkersClock,
}
