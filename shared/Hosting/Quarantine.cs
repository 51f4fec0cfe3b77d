using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>One queue for whatever can never work, from every endpoint, behind a fanout exchange of the same name: looking at it
/// through a queue of one's own takes nothing away.</summary>
internal static class Quarantine
{
    /// <summary>Makes every endpoint use the one queue.</summary>
    public static readonly QueueName Name = new();

    /// <summary>Arguments of a work queue that the quarantine queue must not inherit.</summary>
    private static readonly string[] WorkQueueOnly =
        ["x-dead-letter-exchange", "x-dead-letter-strategy", "x-dead-letter-routing-key", "x-overflow", "x-delivery-limit", "x-message-ttl", "x-max-length", "x-max-length-bytes"];

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
