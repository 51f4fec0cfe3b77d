using RabbitMQ.Client;

namespace IngestPipeline.Hosting.Tests;

public sealed class QuarantinedMessageTests
{
    [Theory, InlineData("park.1h", "intake"), InlineData("intake", "park.30s"), InlineData("park.30s", "park.5min", "intake")]
    public void What_was_parked_before_the_broker_gave_it_up_failed_at_its_work_queue(params string[] queues)
    {
        var deaths = queues.Select(object (queue) => new Dictionary<string, object?>
        {
            ["queue"] = queue,
            ["reason"] = queue == "intake" ? "delivery_limit" : "expired",
            ["time"] = new AmqpTimestamp(queue == "intake" ? 1_772_539_200 : 1_000_000_000),
        });

        var message = Read(new() { ["x-death"] = deaths.ToList(), [Names.HistoryHeader] = "2026-03-03T11:00:00Z TimeoutException: Away." });

        (message.Queue, message.Reason).ShouldBe(("intake", "The broker gave it up: delivery_limit."));
        message.Failures.ShouldBe(["2026-03-03T11:00:00Z TimeoutException: Away.", "2026-03-03T12:00:00Z The broker gave it up: delivery_limit."]);
    }

    [Fact]
    public void What_the_broker_gives_up_again_and_again_does_not_grow_for_ever()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 100).Select(number => $"2026-03-03T11:00:00Z TimeoutException: {number}"));

        var message = Read(new() { [Names.HistoryHeader] = lines });

        string.Join('\n', message.Failures).Length.ShouldBeLessThanOrEqualTo(4000);
        message.Failures[^2].ShouldEndWith(": 100");
    }

    private static QuarantinedMessage Read(Dictionary<string, object?> headers) =>
        QuarantinedMessage.Of("body"u8.ToArray(), new BasicProperties { MessageId = "m-1", Headers = headers });
}
