using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>What hosting itself has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "hosting.database.late", Level = LogLevel.Warning, Message = "The database does not answer yet: {Reason}")]
    public static partial void DatabaseLate(ILogger logger, string reason);

    [LoggerMessage(EventName = "hosting.message.quarantined", Level = LogLevel.Warning, Message = "A message from {Queue} goes to quarantine ({Error}): {Reason}")]
    public static partial void Quarantined(ILogger logger, string queue, string error, string reason);
}
