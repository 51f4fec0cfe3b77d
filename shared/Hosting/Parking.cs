using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>Where a message waits for its next try: three queues without a consumer, one a delay, shared by all stages. When a
/// message has lain there for the queue's time, the broker hands it to <see cref="Names.Parked"/> under the routing key it
/// was parked with, the work queue it came from.</summary>
/// <remarks>In a queue all wait equally long, so none waits behind another. The time is an argument of the queue, not a
/// policy: what lay in a queue whose policy was forgotten would never come back. A policy can shorten it.</remarks>
internal static class Parking
{
    private static readonly (string Queue, TimeSpan Delay)[] Places =
        [(Names.ParkShort, TimeSpan.FromSeconds(30)), (Names.ParkLonger, TimeSpan.FromMinutes(5)), (Names.ParkLong, TimeSpan.FromHours(1))];

    /// <summary>Where a message goes that has failed so often; null after the last place.</summary>
    public static string? After(int attempts) => attempts <= Places.Length ? Places[attempts - 1].Queue : null;

    /// <summary>Whether a queue is such a place: to expire there is no failure.</summary>
    public static bool Is(string? queue) => Array.Exists(Places, place => place.Queue == queue);

    public static async Task Declare(ChannelContext channel)
    {
        var none = new Dictionary<string, object?>();
        await channel.ExchangeDeclare(Names.Parked, ExchangeType.Direct, durable: true, autoDelete: false, none);
        foreach (var (queue, delay) in Places)
        {
            await channel.ExchangeDeclare(queue, ExchangeType.Fanout, durable: true, autoDelete: false, none);
            await channel.QueueDeclare(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-message-ttl"] = (int)delay.TotalMilliseconds,
                ["x-dead-letter-exchange"] = Names.Parked,
                ["x-dead-letter-strategy"] = "at-least-once",
                ["x-overflow"] = "reject-publish",
            });
            await channel.QueueBind(queue, queue, "", none);
        }
    }
}
