using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>One queue for whatever can never work, from every endpoint, behind a fanout exchange of the same name: looking at it
/// through a queue of one's own takes nothing away.</summary>
internal static class Quarantine
{
    /// <summary>Makes every endpoint use the one queue.</summary>
    public static readonly QueueName Name = new();

    /// <summary>Arguments of a work queue that the quarantine queue must not inherit.</summary>
    private static readonly string[] WorkQueueOnly =
        ["x-dead-letter-exchange", "x-dead-letter-strategy", "x-dead-letter-routing-key", "x-overflow", "x-delivery-limit", "x-message-ttl", "x-max-length"];

    private const int LongestStackTrace = 4000;

    // MassTransit's own move, with the reason in a header of ours: its fault header has the message of the innermost
    // exception, which is rarely the one that was written for people. No Fault<T> is sent to wherever a header points.
    public static void MoveToQuarantine(this IPipeConfigurator<ExceptionReceiveContext> error, string queue, ILogger log)
    {
        error.UseExecute(failed =>
        {
            Log.Quarantined(log, queue, failed.Exception.GetType().Name, failed.Exception.Message);
            failed.ExceptionHeaders.Set(Names.ReasonHeader, failed.Exception.Message);
            if (failed.ExceptionHeaders.TryGetHeader(MessageHeaders.FaultStackTrace, out var trace) && trace is string { Length: > LongestStackTrace } text)
                failed.ExceptionHeaders.Set(MessageHeaders.FaultStackTrace, text[..LongestStackTrace]);
        });
        error.UseFilter(new ErrorTransportFilter());
    }

    public static void StripWorkQueueArguments(IRabbitMqQueueConfigurator queue)
    {
        foreach (var name in WorkQueueOnly)
            queue.SetQueueArgument(name, null!);
    }

    internal sealed class QueueName : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
    {
        public string FormatErrorQueueName(string queueName) => Names.Quarantine;

        public string FormatDeadLetterQueueName(string queueName) => Names.Quarantine;
    }
}
