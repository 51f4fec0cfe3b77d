using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using RabbitMQ.Client;

namespace IngestPipeline.Cli;

/// <summary><c>ingest quarantine show</c>: one message whole.</summary>
internal static class QuarantineShow
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command() => Quarantine.Verb("show", "Shows the oldest message that is meant, whole.", [], async (_, _, chosen, _) =>
    {
        await foreach (var held in chosen.Messages)
        {
            foreach (var (name, value) in Facts(held))
                await Console.Out.WriteLineAsync($"{name,-13} {Terminal.Text(value).Replace("\n", "\n              ", StringComparison.Ordinal)}");
            await Console.Out.WriteLineAsync();
            await Console.Out.WriteLineAsync(Terminal.Text(Body(held.Body)));
            return ExitCodes.Done;
        }
        return await BrokerAddress.Complain("No such message is in quarantine.", ExitCodes.Incomplete);
    });

    private static IEnumerable<(string Name, string Value)> Facts(QuarantineReader.Held held)
    {
        var (message, properties) = (held.Message, held.Properties);
        var headers = properties.Headers ?? new Dictionary<string, object?>();
        (string Name, string? Value)[] facts =
        [
            ("id", message.Id),
            ("since", message.Since?.ToString("u", CultureInfo.InvariantCulture)),
            ("failed at", message.Queue),
            ("reason", message.Reason),
            ("attempt", message.Attempt.ToString(CultureInfo.InvariantCulture)),
            ("history", string.Join('\n', message.Failures)),
            ("replay of", QuarantinedMessage.Text(headers, Names.ReplayOfHeader)),
            ("source", message.Source),
            ("subject", message.Subject),
            ("submission", message.IntakeMessageId),
            ("correlation", properties.CorrelationId),
            ("app", properties.AppId),
            ("content type", properties.ContentType),
            ("trace", QuarantinedMessage.Text(headers, Names.TraceParent) ?? QuarantinedMessage.Text(headers, "MT-Activity-Id")),
            ("exception", QuarantinedMessage.Text(headers, MassTransit.MessageHeaders.FaultExceptionType)),
            ("stack", QuarantinedMessage.Text(headers, MassTransit.MessageHeaders.FaultStackTrace)),
            ("bytes", held.Body.Length.ToString("N0", CultureInfo.InvariantCulture)),
        ];
        return facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (fact.Name, fact.Value!));
    }

    // JSON laid out to be read; anything else as UTF-8.
    private static string Body(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Readable);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(body.Span);
        }
    }
}
