using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Consoles;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Storage;
using IngestPipeline.Tagger;
using IngestPipeline.Text;
using MassTransit;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace IngestPipeline.Standalone;

/// <summary>One run: all four services on the in-memory bus and SQLite, from the first file to the last message.</summary>
/// <param name="output">File for the messages, <c>-</c> for standard output; null for none.</param>
/// <param name="databaseFile">SQLite file; null for a temporary one.</param>
/// <param name="order">In which order the articles are sent.</param>
/// <param name="report">Where the report goes; null for standard output, or standard error when the messages go there.</param>
internal sealed class Session(string? output, string? databaseFile, Order order, TextWriter? report = null)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public const int Done = 0, Incomplete = 1, BadUsage = 2;

    public async Task<int> Run(string[] paths, CancellationToken cancellationToken)
    {
        List<Input> inputs;
        Stream? messages;
        try
        {
            inputs = [.. order.Of(Inputs.Read(paths))];
            messages = output switch { null => null, "-" => Console.OpenStandardOutput(), _ => File.Create(output) };
        }
        catch (Exception error) when (error is IOException or NotSupportedException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return BadUsage;
        }

        var console = Screen.On(report ?? (output == "-" ? Console.Error : Console.Out));
        var folder = databaseFile is null ? Directory.CreateTempSubdirectory("ingest-") : null;
        try
        {
            await using var database = Database.Sqlite(databaseFile ?? Path.Combine(folder!.FullName, "standalone.db"));
            var ledger = new Ledger(messages);
            using var host = Host(database, ledger);
            try
            {
                await host.StartAsync(cancellationToken);
            }
            catch (OptionsValidationException wrong)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return BadUsage;
            }
            await Flow(host, inputs, ledger, console, cancellationToken);
            await host.StopAsync(CancellationToken.None);

            StoryReport.Write(console, ledger.Articles, ledger.Inputs, ledger.Quarantined);
            foreach (var name in ledger.Missing)
                console.MarkupLine($"[red]missing[/] {Terminal.Markup(name)}: neither published nor quarantined");
            return ledger.Missing.Count == 0 ? Done : Incomplete;
        }
        finally
        {
            await (messages?.DisposeAsync() ?? ValueTask.CompletedTask);
            folder?.Delete(recursive: true);
        }
    }

    private static IHost Host(Database database, Ledger ledger)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.AddTelemetry("standalone");
        // Somebody waits for the end: a host that stays away is given up within half a minute, unless told otherwise.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Fetcher:Retries", "2"), new("Fetcher:RetryDelay", "00:00:05")] });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A wrong option is said by the exception, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(ledger);
        builder.Services.AddSingleton<IQuarantine>(ledger);
        builder.Services.AddInMemoryBus(
            bus =>
            {
                bus.AddFetcher();
                bus.AddDeduplicator();
                bus.AddTagger();
                bus.AddPublisher();
                bus.AddConsumer<PublishedConsumer, PublishedConsumer.Definition>();
                // Refused in the hand-over itself, not through a queue: nothing is left to wait for.
                bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
                {
                    endpoint.ConfigureError(error => error.UseExecute(failed => ledger.AddQuarantined(failed, failed.Exception.Message)));
                    endpoint.ConfigureDeadLetter(skipped => skipped.UseExecute(message => ledger.AddQuarantined(message, "No consumer took it.")));
                });
            },
            (_, memory) =>
            {
                memory.ConnectReceiveObserver(ledger);
                memory.ConnectPublishObserver(ledger);
                memory.ConnectSendObserver(ledger);
            });
        // A message to an exchange that is not bound yet is dropped in silence.
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        return builder.Build();
    }

    private static Task Flow(IHost host, List<Input> inputs, Ledger ledger, IAnsiConsole console, CancellationToken cancellationToken) =>
        console.Progress(inputs.Count, ["articles"], async advance =>
        {
            ledger.CameOut = count => advance(0, count);
            var endpoint = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{Names.Intake}"));
            var run = Guid.CreateVersion7();
            foreach (var (index, input) in inputs.Index())
                await Send(endpoint, input, NameId.Of("drop", run.ToString("N"), index.ToString(CultureInfo.InvariantCulture)), ledger, cancellationToken);
            await AllFetched(host.Services.GetRequiredService<Schedule>(), ledger, cancellationToken);
            ledger.AllSent();
            await ledger.Quiet.WaitAsync(cancellationToken);
        });

    // A page is on no queue while it waits for its host. First nothing but the sender is under way, then nothing is on the schedule: what left it
    // in between is counted again. The schedule is a table, which tells nobody when it changes.
    private static async Task AllFetched(Schedule schedule, Ledger ledger, CancellationToken cancellationToken)
    {
        while (!ledger.IsOnlySender || await schedule.HasPages(cancellationToken))
            await Task.Delay(Look, cancellationToken);
    }

    private static async Task Send(ISendEndpoint endpoint, Input input, Guid messageId, Ledger ledger, CancellationToken cancellationToken)
    {
        // A trace of its own for each article, not one for the run.
        Activity.Current = null;
        using var span = Telemetry.Source.StartActivity(Names.Spans.Drop, ActivityKind.Producer);
        span?.SetTag(Names.Attributes.IntakeMessageId, messageId);
        ledger.Await(messageId.ToString("D"), input.Name);
        await endpoint.Send(new RawSubmission(), send =>
        {
            send.Serializer = new RawJsonSerializer(input.Body.ToArray());
            send.Headers.Set(Delivery.MessageIdHeader, messageId.ToString("D"));
            send.Headers.Set(Delivery.CorrelationIdHeader, input.Stem);
            send.Headers.Set(Delivery.AppIdHeader, "standalone");
        }, cancellationToken);
    }
}
