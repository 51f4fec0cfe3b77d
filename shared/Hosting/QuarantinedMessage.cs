using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>A message that lies in quarantine, as a person wants to know it.</summary>
/// <param name="IntakeMessageId">Message id of the submission it began as; null when it had none.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record QuarantinedMessage(string? IntakeMessageId, string Reason)
{
    /// <summary>Reads a message that a consumer on the in-memory bus could not handle.</summary>
    /// <param name="context">The message as it was received.</param>
    /// <param name="reason">Why it could not be handled.</param>
    public static QuarantinedMessage Of(ReceiveContext context, string reason) =>
        new(FromEnvelope(context.Body.GetBytes()) ?? Delivery.Of(context).MessageId, reason);

    /// <summary>Reads a message from the broker.</summary>
    /// <param name="body">Its body: a submission, or an envelope when a later stage failed.</param>
    /// <param name="messageId">Its AMQP message-id.</param>
    /// <param name="header">Its headers by name; null for one it does not have.</param>
    public static QuarantinedMessage Of(ReadOnlyMemory<byte> body, string? messageId, Func<string, string?> header) => new(
        FromEnvelope(body) ?? messageId,
        header(Names.ReasonHeader) ?? (header("x-first-death-reason") is { } death ? $"The broker gave it up: {death}." : header("MT-Reason") ?? "No reason was given."));

    // In the envelope of a later stage the submission's id stands in the article's intake block.
    private static string? FromEnvelope(ReadOnlyMemory<byte> body)
    {
        try
        {
            var message = JsonNode.Parse(body.Span)?["message"];
            return (string?)(message?["article"]?["intake"] ?? message?["intake"])?["messageId"];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
