using System.Diagnostics;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace IngestPipeline.Hosting;

/// <summary>What a sender says of a message beside its body: the AMQP properties; on the in-memory bus, headers that
/// stand for them. Only these are looked at.</summary>
public sealed record Delivery
{
    /// <summary>Stands for the AMQP message-id on the in-memory bus.</summary>
    public const string MessageIdHeader = "message-id";

    /// <summary>Stands for the AMQP correlation-id on the in-memory bus.</summary>
    public const string CorrelationIdHeader = "correlation-id";

    /// <summary>Stands for the AMQP app-id on the in-memory bus.</summary>
    public const string AppIdHeader = "app-id";

    private const int LongestId = 255;
    // Of the year 9999.
    private const long LastSecond = 253402300799;

    /// <summary>AMQP message-id.</summary>
    public string? MessageId { get; init; }

    /// <summary>AMQP correlation-id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>AMQP app-id.</summary>
    public string? AppId { get; init; }

    /// <summary>AMQP content-type, as sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>AMQP timestamp: when the sender says it sent it, to the second.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Trace context of the sender, when it sent a valid one.</summary>
    public ActivityContext? Trace { get; init; }

    /// <summary>Reads what came with a message.</summary>
    /// <param name="context">The message as received.</param>
    public static Delivery Of(ReceiveContext context)
    {
        var amqp = context.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit) ? rabbit.Properties : null;
        return new()
        {
            MessageId = amqp is null ? Header(context, MessageIdHeader) : Id(amqp.MessageId),
            CorrelationId = amqp is null ? Header(context, CorrelationIdHeader) : Id(amqp.CorrelationId),
            AppId = amqp is null ? Header(context, AppIdHeader) : Id(amqp.AppId),
            ContentType = amqp?.ContentType,
            SentAt = amqp?.Timestamp.UnixTime is > 0 and < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(amqp.Timestamp.UnixTime) : null,
            Trace = ActivityContext.TryParse(Header(context, Names.TraceParent), null, isRemote: true, out var trace) ? trace : null,
        };
    }

    /// <summary>Starts a span in the sender's trace when it has one, linked to the hop that brought it; else below that hop.</summary>
    /// <param name="name">Name of the span.</param>
    public Activity? StartActivity(string name)
    {
        var hop = Activity.Current?.Context ?? default;
        return Trace is { } sender && sender.TraceId != hop.TraceId
            ? Telemetry.Source.StartActivity(name, ActivityKind.Consumer, sender, links: hop == default ? null : [new ActivityLink(hop)])
            : Telemetry.Source.StartActivity(name, ActivityKind.Consumer);
    }

    private static string? Header(ReceiveContext context, string name) =>
        context.TransportHeaders.TryGetHeader(name, out var value) ? Id(value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value?.ToString()) : null;

    private static string? Id(string? value) => string.IsNullOrEmpty(value) || value.Length > LongestId ? null : value;
}
