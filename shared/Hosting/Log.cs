using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>What hosting itself has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "hosting.database.late", Level = LogLevel.Warning, Message = "The database does not answer yet: {Reason}")]
    public static partial void DatabaseLate(ILogger logger, string reason);

    [LoggerMessage(EventName = "hosting.schema.late", Level = LogLevel.Warning, Message = "The schema of the database is not up to date and this service may not change it; it waits for the one that may.")]
    public static partial void SchemaLate(ILogger logger);

    [LoggerMessage(EventName = "hosting.message.quarantined", Level = LogLevel.Warning, Message = "A message from {Queue} goes to quarantine ({Error}): {Reason}")]
    public static partial void Quarantined(ILogger logger, string queue, string error, string reason);

    [LoggerMessage(EventName = "hosting.message.parked", Level = LogLevel.Warning, Message = "A message from {Queue} waits in {Parking} ({Error}): {Reason}")]
    public static partial void Parked(ILogger logger, string queue, string parking, string error, string reason);

    [LoggerMessage(EventName = "hosting.message.stuck", Level = LogLevel.Error, Message = "A message from {Queue} could be neither handled nor moved and goes back to its queue: {Reason}")]
    public static partial void Stuck(ILogger logger, string queue, string reason);

    [LoggerMessage(EventName = "hosting.confirm.late", Level = LogLevel.Warning, Message = "The broker has not confirmed a message to {Exchange} for {Seconds} s; is it in alarm?")]
    public static partial void ConfirmLate(ILogger logger, string exchange, double seconds);

    [LoggerMessage(EventName = "hosting.hand_over.late", Level = LogLevel.Warning, Message = "The broker has not confirmed {Message} for {Seconds} s; is it in alarm?")]
    public static partial void HandOverLate(ILogger logger, string message, double seconds);

    [LoggerMessage(EventName = "hosting.message.isolated", Level = LogLevel.Warning, Message = "A message from {Queue} came back {Returned} times and is handled alone")]
    public static partial void Isolated(ILogger logger, string queue, long returned);

    [LoggerMessage(EventName = "hosting.bus.dead", Level = LogLevel.Critical, Message = "The bus has not been healthy for {Seconds} s while the broker answers; the process ends: {Reason}")]
    public static partial void BusDead(ILogger logger, double seconds, string reason);

    [LoggerMessage(EventName = "hosting.start.refused", Level = LogLevel.Critical, Message = "This service cannot run: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);
}
