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

    // Looking at a message returns it to the queue, which counts as a delivery, and RabbitMQ 4 drops what was delivered 20
    // times. A number that is never reached means the same to every version: -1 is "no limit" to 4.x, and to 3.10 "drop
    // what comes back for the first time".
    private const int NoDeliveryLimit = int.MaxValue;

    /// <summary>Gives the queue the arguments that are its own, in every place that declares it, and none of a work queue's.</summary>
    public static void AsQuarantine(this IRabbitMqQueueConfigurator queue)
    {
        foreach (var name in WorkQueueOnly)
            queue.SetQueueArgument(name, null!);
        queue.SetQueueArgument("x-queue-type", "quorum");
        queue.SetQueueArgument("x-delivery-limit", NoDeliveryLimit);
    }

    internal sealed class QueueName : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
    {
        public string FormatErrorQueueName(string queueName) => Names.Quarantine;

        public string FormatDeadLetterQueueName(string queueName) => Names.Quarantine;
    }
}
