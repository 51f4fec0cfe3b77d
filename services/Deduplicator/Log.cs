using Microsoft.Extensions.Logging;

namespace IngestPipeline.Deduplicator;

/// <summary>What the Deduplicator has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "deduplicator.verdicts.swept", Level = LogLevel.Warning, Message = "{Count} verdicts lay about that nobody had handed over; they were handed over again")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(EventName = "deduplicator.sweep.failed", Level = LogLevel.Warning, Message = "What nobody handed over could not be swept now: {Reason}")]
    public static partial void SweepFailed(ILogger logger, string reason);
}
