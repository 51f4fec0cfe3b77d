using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MassTransit;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>A message that lies in quarantine, as a person wants to know it.</summary>
public sealed record QuarantinedMessage
{
    /// <summary>Its message-id; where the sender gave none, <c>sha256-</c> and the first half of its body's hash.</summary>
    public required string Id { get; init; }

    /// <summary>Why it is there. Not empty.</summary>
    public required string Reason { get; init; }

    /// <summary>Message id of the submission it began as; null when it had none.</summary>
    public string? IntakeMessageId { get; init; }

    /// <summary>The queue it failed at; null when nothing tells.</summary>
    public string? Queue { get; init; }

    /// <summary>When it came into quarantine, UTC; null when nothing tells.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Which attempt failed, 1 and up: one more for each time that it was replayed.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>A line for each delivery that failed, replays before this one included, the last one last: time, error, reason.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Source of the article, else the host of its address; null when the body does not tell.</summary>
    public string? Source { get; init; }

    /// <summary>Its headline, address or first words; null when the body is no text.</summary>
    public string? Subject { get; init; }

    /// <summary>Reads a message that a consumer on the in-memory bus could not handle.</summary>
    /// <param name="context">The message as it was received.</param>
    /// <param name="reason">Why it could not be handled.</param>
    public static QuarantinedMessage Of(ReceiveContext context, string reason) =>
        Of(context.Body.GetBytes(), Delivery.Of(context).MessageId, reason);

    /// <summary>Reads a message from the broker: moved by a service, whose headers say why, or dead-lettered by the broker,
    /// which says so in <c>x-death</c>.</summary>
    /// <param name="body">Its body: a submission, or an envelope when a later stage failed.</param>
    /// <param name="properties">Its properties.</param>
    public static QuarantinedMessage Of(ReadOnlyMemory<byte> body, IReadOnlyBasicProperties properties)
    {
        var headers = properties.Headers ?? new Dictionary<string, object?>();
        var address = Text(headers, MessageHeaders.FaultInputAddress);
        var death = address is null ? Death(headers) : null;
        var message = Of(body, properties.MessageId, Text(headers, Names.ReasonHeader)
            ?? (death is null ? null : $"The broker gave it up: {Text(death, "reason")}.")
            ?? Text(headers, MessageHeaders.FaultMessage) ?? "No reason was given.") with
        {
            Queue = address is null ? death is null ? null : Text(death, "queue") : Uri.UnescapeDataString(address.Split('?')[0].Split('/')[^1]),
            Since = DateTimeOffset.TryParse(Text(headers, MessageHeaders.FaultTimestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment
                : death is not null && Value(death, "time") is AmqpTimestamp time ? DateTimeOffset.FromUnixTimeSeconds(time.UnixTime) : null,
            Attempt = int.TryParse(Text(headers, Names.ReplayAttemptHeader), CultureInfo.InvariantCulture, out var attempt) && attempt > 1 ? attempt : 1,
        };
        var history = Text(headers, Names.HistoryHeader) ?? "";
        // A service writes its own line; the broker writes none.
        if (address is null || history.Length == 0)
            history = History.Append(history, $"{message.Since:yyyy-MM-ddTHH:mm:ssZ} {message.Reason}");
        return message with { Failures = history.Split('\n') };
    }

    /// <summary>A header as text, whatever AMQP type it has.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Null when there is none or it is empty.</returns>
    public static string? Text(IDictionary<string, object?> headers, string name) => AsText(Value(headers, name));

    private static QuarantinedMessage Of(ReadOnlyMemory<byte> body, string? messageId, string reason)
    {
        var glance = Glance.At(body);
        return new()
        {
            Id = string.IsNullOrEmpty(messageId) ? $"sha256-{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}" : messageId,
            Reason = reason,
            IntakeMessageId = glance.IntakeMessageId ?? messageId,
            Source = glance.Source,
            Subject = glance.Subject,
        };
    }

    // How the broker gave it up. What was parked has expired besides, once for each time that it waited: that is no failure,
    // wherever among the others it stands.
    private static IDictionary<string, object?>? Death(IDictionary<string, object?> headers) =>
        (Value(headers, "x-death") as IList<object>)?.OfType<IDictionary<string, object?>>().FirstOrDefault(death => !Parking.Is(Text(death, "queue")));

    private static object? Value(IDictionary<string, object?> headers, string name) => headers.TryGetValue(name, out var value) ? value : null;

    private static string? AsText(object? value) =>
        (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)) is { Length: > 0 } text ? text : null;
}
