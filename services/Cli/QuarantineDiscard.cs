using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using RabbitMQ.Client;
using Spectre.Console;

namespace IngestPipeline.Cli;

/// <summary><c>ingest quarantine discard</c>: out of the quarantine for good, written to a file first if asked.</summary>
internal static class QuarantineDiscard
{
    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var limit = new Option<int?>("--limit") { Description = "At most so many, the oldest.", HelpName = "N" };
        var output = new Option<string?>("--out") { Description = "Write the messages to this file first, one a line; it must not be there yet.", HelpName = "FILE.jsonl" };
        return Quarantine.Verb("discard", "Takes messages out of the quarantine for good.", [dryRun, yes, limit, output], async (result, _, chosen, cancellationToken) =>
        {
            var console = Screen.On(Console.Out);
            var (asks, discards) = (!result.GetValue(yes), !result.GetValue(dryRun));
            if (discards && asks && Console.IsInputRedirected)
                return await BrokerAddress.Complain("Nobody is there to be asked: say --yes, or --dry-run to see what would go.", ExitCodes.BadUsage);
            List<ulong> tags;
            try
            {
                tags = await Hold(chosen, result.GetValue(limit) ?? int.MaxValue, result.GetValue(output), console, cancellationToken);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return await BrokerAddress.Complain(error.Message, ExitCodes.BadUsage);
            }

            if (!discards || (asks && tags.Count > 0 && !await new ConfirmationPrompt($"Discard {tags.Count}?") { DefaultValue = false }.ShowAsync(console, cancellationToken)))
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tags.Count} would be discarded; nothing was."));
                return ExitCodes.Done;
            }
            foreach (var tag in tags)
                await chosen.Reader.Remove(tag, cancellationToken);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tags.Count} discarded."));
            return ExitCodes.Done;
        });
    }

    // Exactly these are discarded then: they are held meanwhile, and what is written is on the disk.
    private static async Task<List<ulong>> Hold(Quarantine.Chosen chosen, int limit, string? output, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var (tags, reasons) = (new List<ulong>(), new Tally());
        await using var file = output is null ? null : new FileStream(output, FileMode.CreateNew);
        await using var messages = chosen.Messages.GetAsyncEnumerator(cancellationToken);
        while (tags.Count < limit && await messages.MoveNextAsync())
        {
            var held = messages.Current;
            if (file is not null)
                await file.WriteAsync(Line(held), cancellationToken);
            tags.Add(held.Tag);
            reasons.Add(held.Message.Reason);
        }
        file?.Flush(flushToDisk: true);
        reasons.Write(console);
        return tags;
    }

    private static byte[] Line(QuarantineReader.Held held)
    {
        var (message, properties) = (held.Message, held.Properties);
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["failedAt"] = message.Queue,
            ["reason"] = message.Reason,
            ["since"] = message.Since,
            ["attempt"] = message.Attempt,
            ["history"] = JsonSerializer.SerializeToNode(message.Failures),
            ["messageId"] = properties.MessageId,
            ["correlationId"] = properties.CorrelationId,
            ["appId"] = properties.AppId,
            ["contentType"] = properties.ContentType,
        };
        try
        {
            json["body"] = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(held.Body.Span);
        }
        catch (DecoderFallbackException)
        {
            json["bodyBase64"] = Convert.ToBase64String(held.Body.Span);
        }
        return [.. JsonSerializer.SerializeToUtf8Bytes(json), (byte)'\n'];
    }
}
