using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>What hosting itself has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "hosting.database.late", Level = LogLevel.Warning, Message = "The database does not answer yet: {Reason}")]
    public static partial void DatabaseLate(ILogger logger, string reason);

    [LoggerMessage(EventName = "hosting.message.quarantined", Level = LogLevel.Warning, Message = "A message from {Queue} goes to quarantine ({Error}): {Reason}")]
    public static partial void Quarantined(ILogger logger, string queue, string error, string reason);

    [LoggerMessage(EventName = "hosting.message.parked", Level = LogLevel.Warning, Message = "A message from {Queue} waits in {Parking} ({Error}): {Reason}")]
    public static partial void Parked(ILogger logger, string queue, string parking, string error, string reason);

    [LoggerMessage(EventName = "hosting.message.stuck", Level = LogLevel.Error, Message = "A message from {Queue} could be neither handled nor moved and goes back to its queue: {Reason}")]
    public static partial void Stuck(ILogger logger, string queue, string reason);

    [LoggerMessage(EventName = "hosting.confirm.late", Level = LogLevel.Warning, Message = "The broker has not confirmed a message to {Exchange} for {Seconds} s; is it in alarm?")]
    public static partial void ConfirmLate(ILogger logger, string exchange, double seconds);
}
