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
    private const string LocalBroker = "amqp://guest:guest@localhost:5672/";

    public static Command Command()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Files (.txt, .html, .json, .jsonl, each also .gz), folders, http and https URLs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var rabbitmq = new Option<string>("--rabbitmq")
        {
            Description = "Address of the broker. Default: ConnectionStrings__rabbitmq, else the local one.",
            HelpName = "amqp://user:password@host:5672/vhost",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq") ?? LocalBroker,
        };
        var wait = new Option<bool>("--wait") { Description = "Follow each article until it is published or quarantined, and show the stories." };
        var command = new Command("drop", "Drops articles into the pipeline.") { paths, rabbitmq, wait };
        command.SetAction((result, cancellationToken) => Run(result.GetValue(paths)!, result.GetValue(rabbitmq)!, result.GetValue(wait), cancellationToken));
        return command;
    }

    private static async Task<int> Run(string[] paths, string broker, bool wait, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(broker, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
            return await Complain("--rabbitmq must be an address such as amqp://user:password@host:5672/vhost.", ExitCodes.BadUsage);
        List<Input> inputs;
        try
        {
            inputs = [.. Inputs.Read(paths)];
        }
        catch (Exception error) when (error is IOException or NotSupportedException or UnauthorizedAccessException or InvalidDataException)
        {
            return await Complain(error.Message, ExitCodes.BadUsage);
        }

        try
        {
            await using var connection = await new ConnectionFactory { Uri = address, ClientProvidedName = "ingest drop" }.CreateConnectionAsync(cancellationToken);
            await using var followed = wait ? await Follower.Start(connection, cancellationToken) : null;
            return await Flow(connection, inputs, followed, Screen.On(Console.Out), cancellationToken);
        }
        catch (BrokerUnreachableException error)
        {
            return await Complain($"No broker answers at {address.Host}:{address.Port}: {error.GetBaseException().Message}", ExitCodes.NoBroker);
        }
        catch (Exception error) when (error is OperationInterruptedException or PublishException)
        {
            return await Complain($"The broker refused: {error.Message}", ExitCodes.NoBroker);
        }
    }

    private static async Task<int> Flow(IConnection connection, List<Input> inputs, Follower? follower, IAnsiConsole console, CancellationToken cancellationToken)
    {
        await console.Progress(inputs.Count, follower is null ? ["dropped"] : ["dropped", "came out"], async advance =>
        {
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
            var run = Guid.CreateVersion7().ToString("N");
            foreach (var (index, input) in inputs.Index())
            {
                var messageId = NameId.Of("drop", run, index.ToString(CultureInfo.InvariantCulture)).ToString("D");
                follower?.Await(messageId, input.Name);
                await Send(channel, input, messageId, cancellationToken);
                advance(0, index + 1);
            }
            if (follower is not null)
                await follower.UntilAllCameOut(count => advance(1, count), cancellationToken);
        });

        if (follower is null)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{inputs.Count} dropped."));
            return ExitCodes.Done;
        }
        StoryReport.Write(console, follower.Articles, follower.Inputs, follower.Quarantined);
        foreach (var name in follower.Missing)
            console.MarkupLine($"[red]missing[/] {name.EscapeMarkup()}: neither published nor quarantined yet");
        return follower.Missing.Count == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static async Task Send(IChannel channel, Input input, string messageId, CancellationToken cancellationToken)
    {
        // Nobody exports this process's spans: the id alone makes the article's trace one that the sender can look up.
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var properties = new BasicProperties
        {
            MessageId = messageId,
            CorrelationId = input.Stem,
            AppId = "ingest",
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { [Names.TraceParent] = $"00-{trace.TraceId}-{trace.SpanId}-01" },
        };
        await channel.BasicPublishAsync(Names.Intake, "", mandatory: true, properties, input.Body, cancellationToken);
    }

    private static async Task<int> Complain(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
