using System.Globalization;
using System.Text;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace IngestPipeline.Hosting;

/// <summary>A message that was acknowledged because its work goes on elsewhere, with all that is needed to give it up later as if it had been
/// kept: body, properties, and what its headers say of earlier failures. Serialised as JSON.</summary>
public sealed record HeldMessage
{
    // What came before travels on; the rest is MassTransit's or the broker's and is written anew.
    private static readonly string[] Kept = [Names.TraceParent, Names.ReplayOfHeader, Names.ReplayAttemptHeader, Names.HistoryHeader, Names.AttemptsHeader, Names.FirstFailedHeader];

    /// <summary>As received.</summary>
    public required byte[] Body { get; init; }

    /// <summary>AMQP message-id.</summary>
    public string? MessageId { get; init; }

    /// <summary>AMQP correlation-id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>AMQP app-id.</summary>
    public string? AppId { get; init; }

    /// <summary>AMQP content-type.</summary>
    public string? ContentType { get; init; }

    /// <summary>AMQP timestamp.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Headers that are kept, as text.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Takes a message as it was received.</summary>
    /// <param name="message">Not acknowledged yet.</param>
    public static HeldMessage Of(ReceiveContext message)
    {
        var delivery = Delivery.Of(message);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Kept)
        {
            if (message.TransportHeaders.TryGetHeader(name, out var value) && Text(value) is { Length: > 0 } text)
                headers[name] = text;
        }
        return new()
        {
            Body = message.Body.GetBytes(),
            MessageId = delivery.MessageId,
            CorrelationId = delivery.CorrelationId,
            AppId = delivery.AppId,
            ContentType = message.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit) ? rabbit.Properties.ContentType : delivery.ContentType,
            SentAt = delivery.SentAt,
            Headers = headers,
        };
    }

    /// <summary>Its history with one failure more.</summary>
    internal History Failed(Exception error, DateTimeOffset at) => History.Of(Headers.GetValueOrDefault).With(error, at);

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
