using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using IngestPipeline.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Spectre.Console;

namespace IngestPipeline.Cli;

/// <summary><c>ingest drop</c>: hands articles to <c>intake</c> and, if asked, waits for what becomes of them.</summary>
internal static class Drop
{
    private const int MostNamed = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Command Command()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Files (.txt, .html, .json, .jsonl, each also .gz), folders, http and https URLs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var rabbitmq = BrokerAddress.Option();
        var wait = new Option<bool>("--wait") { Description = "Follow each article until it is published or quarantined, and show the stories." };
        var timeout = AgeOption.New("--timeout", $"How long to wait for a broker that takes nothing, article by article. Default: {Ages.Text(Patience)}.");
        var command = new Command("drop", "Drops articles into the pipeline.") { paths, rabbitmq, wait, timeout };
        command.SetAction((result, cancellationToken) => Run(result.GetValue(paths)!, result.GetValue(rabbitmq)!, result.GetValue(wait), result.GetValue(timeout) ?? Patience, cancellationToken));
        return command;
    }

    private static async Task<int> Run(string[] paths, Uri broker, bool wait, TimeSpan patience, CancellationToken cancellationToken)
    {
        List<Input> inputs;
        try
        {
            inputs = [.. Inputs.Read(paths)];
        }
        catch (Exception error) when (error is IOException or NotSupportedException or UnauthorizedAccessException or InvalidDataException)
        {
            return await BrokerAddress.Complain(error.Message, ExitCodes.BadUsage);
        }

        return await BrokerAddress.With(broker, "ingest drop", async connection =>
        {
            await using var followed = wait ? await Follower.Start(connection, cancellationToken) : null;
            await using var sender = await Sender.Open(connection, patience, cancellationToken);
            return await Flow(sender, inputs, followed, Screen.On(Console.Out), cancellationToken);
        }, cancellationToken);
    }

    private static async Task<int> Flow(Sender sender, List<Input> inputs, Follower? follower, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            await console.Progress(inputs.Count, follower is null ? ["dropped"] : ["dropped", "came out"], async advance =>
            {
                var run = Guid.CreateVersion7().ToString("N");
                foreach (var (index, input) in inputs.Index())
                {
                    var messageId = NameId.Of("drop", run, index.ToString(CultureInfo.InvariantCulture)).ToString("D");
                    follower?.Await(messageId, input.Name);
                    await sender.Send(Names.Intake, "", Properties(input, messageId), input.Body, cancellationToken);
                    advance(0, index + 1);
                }
                if (follower is not null)
                    await follower.UntilAllCameOut(count => advance(1, count), cancellationToken);
            });
        }
        catch (SenderException error)
        {
            SayWhatIsLeft(console, inputs, sender.Sent, error.MayHaveArrived);
            return await BrokerAddress.Complain(error.Message, ExitCodes.Incomplete);
        }
        catch (OperationInterruptedException) when (sender.Sent < inputs.Count)
        {
            SayWhatIsLeft(console, inputs, sender.Sent, mayHaveArrived: true);
            throw;
        }

        if (follower is null)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{inputs.Count} dropped."));
            return ExitCodes.Done;
        }
        StoryReport.Write(console, follower.Articles, follower.Inputs, follower.Quarantined);
        foreach (var name in follower.Missing)
            console.MarkupLine($"[red]missing[/] {Terminal.Markup(name)}: neither published nor quarantined yet");
        return follower.Missing.Count == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void SayWhatIsLeft(IAnsiConsole console, List<Input> inputs, int sent, bool mayHaveArrived)
    {
        foreach (var (index, input) in inputs.Skip(sent).Take(MostNamed).Index())
            console.MarkupLine($"[red]not dropped[/] {Terminal.Markup(input.Name)}{(index == 0 && mayHaveArrived ? ": sent, not confirmed; it may have arrived" : "")}");
        if (inputs.Count - sent > MostNamed)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {inputs.Count - sent - MostNamed} after these."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent} of {inputs.Count} dropped; {inputs.Count - sent} not."));
    }

    private static BasicProperties Properties(Input input, string messageId)
    {
        // Nobody exports this process's spans: the id alone makes the article's trace one that the sender can look up.
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        return new()
        {
            MessageId = messageId,
            CorrelationId = input.Stem,
            AppId = "ingest",
            Timestamp = new(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { [Names.TraceParent] = $"00-{trace.TraceId}-{trace.SpanId}-01" },
        };
    }
}
