using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>Sends a message on as it was received: same body, id and headers, from the channel it came on.</summary>
internal sealed class Resending(TimeProvider time, ILogger log)
{
    // Far below the broker's limit on how long a delivery may stay unacknowledged, 30 minutes.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20), TooLate = TimeSpan.FromMinutes(10);

    /// <summary>Returns when a queue has the message.</summary>
    /// <param name="message">The message as received; not acknowledged yet.</param>
    /// <param name="exchange">Where it goes.</param>
    /// <param name="routingKey">Under which key.</param>
    /// <param name="headers">Changes its headers; an exception thrown here sends nothing.</param>
    /// <exception cref="TimeoutException">The broker did not confirm; it may have the message all the same.</exception>
    /// <exception cref="MessageReturnedException">No queue takes it.</exception>
    public async Task Send(ReceiveContext message, string exchange, string routingKey, Action<IDictionary<string, object?>>? headers = null)
    {
        var received = message.GetPayload<RabbitMqBasicConsumeContext>().Properties;
        var properties = new BasicProperties(received)
        {
            Persistent = true,
            Headers = received.Headers is null ? [] : new Dictionary<string, object?>(received.Headers),
        };
        // The sender's limit was on its way to us, and the broker refuses a user id that is not this connection's own.
        properties.ClearExpiration();
        properties.ClearUserId();
        // Counts deliveries from a queue; the next one counts anew.
        properties.Headers.Remove("x-delivery-count");
        headers?.Invoke(properties.Headers);

        // The transport's own token goes into the client, never one that ends soon: 7.1.2 loses count of its confirms then.
        var confirmed = message.GetPayload<ChannelContext>()
            .BasicPublishAsync(exchange, routingKey, mandatory: true, properties, message.Body.GetBytes(), awaitAck: true);
        try
        {
            await confirmed.WaitAsync(Late, time);
        }
        catch (TimeoutException)
        {
            Log.ConfirmLate(log, exchange, Late.TotalSeconds);
            await confirmed.WaitAsync(TooLate, time);
        }
    }
}
