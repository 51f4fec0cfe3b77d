using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using RabbitMQ.Client;
using Spectre.Console;

namespace IngestPipeline.Cli;

/// <summary><c>ingest quarantine replay</c>: back to the queue each failed at. The copy is confirmed before the message leaves
/// the quarantine: a crash between the two leaves it twice, under one id, and never loses it.</summary>
internal static class QuarantineReplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Of the failure, not of the message: what MassTransit and the broker wrote when they gave it up, and what each
    // delivery writes anew.
    private static readonly string[] OfTheFailure =
        ["MT-Fault-", "MT-Host-", "MT-Reason", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-acquired-count", "x-opt-", "x-dotnet-pub-seq-no", Names.ReasonHeader, Names.AttemptsHeader, Names.FirstFailedHeader];

    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var limit = new Option<int?>("--limit") { Description = "At most so many, the oldest.", HelpName = "N" };
        var rate = new Option<double?>("--rate")
        {
            Description = "No faster than this.",
            HelpName = "N/s",
            CustomParser = result =>
            {
                if (result.Tokens[0].Value is [.. var number, '/', 's'] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var perSecond) && perSecond > 0)
                    return perSecond;
                result.AddError("--rate takes a number a second, such as 10/s or 0.5/s.");
                return null;
            },
        };
        var timeout = AgeOption.New("--timeout", $"How long to wait for a queue or broker that takes nothing, message by message. Default: {Ages.Text(Patience)}.");
        return Quarantine.Verb("replay", "Sends messages back to the queue that each failed at.", [dryRun, limit, rate, timeout], async (result, connection, chosen, cancellationToken) =>
        {
            await using var sender = await Sender.Open(connection, result.GetValue(timeout) ?? Patience, cancellationToken);
            return await Run(result.GetValue(dryRun) ? null : sender, chosen, result.GetValue(limit) ?? int.MaxValue, result.GetValue(rate), cancellationToken);
        });
    }

    // Without a sender it is a dry run.
    private static async Task<int> Run(Sender? sender, Quarantine.Chosen chosen, int limit, double? rate, CancellationToken cancellationToken)
    {
        var (queues, homeless, started) = (new Tally(), 0, Stopwatch.GetTimestamp());
        string? failure = null;
        try
        {
            // The limit is asked before the next one is taken, which would count as a delivery.
            await using var messages = chosen.Messages.GetAsyncEnumerator(cancellationToken);
            while (queues.Total < limit && await messages.MoveNextAsync())
            {
                var held = messages.Current;
                if (held.Message.Queue is not { } queue)
                {
                    homeless++;
                    continue;
                }
                if (sender is not null)
                {
                    // The rate that was asked for, of the run as a whole: what took long is not waited for once more.
                    if (rate is { } perSecond && TimeSpan.FromSeconds(queues.Total / perSecond) - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
                        await Task.Delay(early, cancellationToken);
                    await sender.Send("", queue, Again(held), held.Body, cancellationToken);
                    await chosen.Reader.Remove(held.Tag, cancellationToken);
                }
                queues.Add(queue);
            }
        }
        catch (SenderException error)
        {
            failure = error.Message;
        }

        var console = Screen.On(Console.Out);
        queues.Write(console);
        if (homeless > 0)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{homeless} stay: nothing tells which queue they failed at."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queues.Total} {(sender is null ? "would be replayed" : "replayed")}."));
        return failure is null ? ExitCodes.Done : await BrokerAddress.Complain(failure, ExitCodes.Incomplete);
    }

    private static BasicProperties Again(QuarantineReader.Held held)
    {
        var message = held.Message;
        var headers = (held.Properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => !Array.Exists(OfTheFailure, name => header.Key.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);
        headers[Names.ReplayOfHeader] = message.Id;
        headers[Names.ReplayAttemptHeader] = message.Attempt + 1;
        headers[Names.HistoryHeader] = string.Join('\n', message.Failures);
        return new BasicProperties(held.Properties) { Headers = headers, DeliveryMode = DeliveryModes.Persistent };
    }
}
