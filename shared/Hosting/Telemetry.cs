using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IngestPipeline.Hosting;

/// <summary>Traces, metrics and logs, decided once. Exported by OTLP as OpenTelemetry's own environment variables say: where to
/// OTEL_EXPORTER_OTLP_ENDPOINT or, for one signal, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT and so on; what not, OTEL_METRICS_EXPORTER=none and so on.
/// When none of them is set, nothing leaves the process but JSON log lines on standard output.</summary>
public static class Telemetry
{
    /// <summary>Spans of our own.</summary>
    public static readonly ActivitySource Source = new(Names.Source);

    private static readonly string[] Signals = ["TRACES", "METRICS", "LOGS"];
    private static readonly Meter Meter = new(Names.Source);
    private static readonly Counter<long> Received = Meter.CreateCounter<long>(Names.Metrics.Received, "{article}");
    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(Names.Metrics.Articles, "{article}");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram(Names.Metrics.StageDuration, "s",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300] });
    private static readonly Histogram<double> Ages = Meter.CreateHistogram(Names.Metrics.Age, "s",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.1, .5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400] });

    private static readonly Counter<long> Retried = Meter.CreateCounter<long>(Names.Metrics.Retried, "{message}");
    private static readonly Counter<long> Parked = Meter.CreateCounter<long>(Names.Metrics.Parked, "{message}");
    private static readonly Counter<long> Quarantined = Meter.CreateCounter<long>(Names.Metrics.Quarantined, "{message}");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(Names.Metrics.Polls, "{poll}");
    private static readonly Counter<long> LateHandOvers = Meter.CreateCounter<long>(Names.Metrics.LateHandOvers, "{message}");

    /// <summary>Registers providers and exporters, and JSON logs with trace ids.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">Service in lower case; the resource's <c>service.name</c> unless OTEL_SERVICE_NAME is set.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "O";
            console.JsonWriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        // Why a service does not start, it says itself in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The endpoint says it to whoever asks, every few seconds; why the broker is away, the bus says itself.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Says of each failed message what our own line on quarantine says shorter.
        builder.Logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Critical);

        if (!Exports(builder.Configuration, "TRACES"))
        {
            // Somebody must listen, or MassTransit writes no trace header and the hops fall apart.
            ActivitySource.AddActivityListener(new ActivityListener
            {
                ShouldListenTo = source => source.Name is Names.Source or "MassTransit",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            });
        }
        if (!Signals.Any(signal => Exports(builder.Configuration, signal)))
            return;

        // The exporter of a signal sends what its provider collects: nothing where nothing was added.
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "ingestpipeline", Version).AddEnvironmentVariableDetector());
        if (Exports(builder.Configuration, "TRACES"))
            telemetry.WithTracing(traces => traces.AddSource([Names.Source, "MassTransit", "System.Net.Http", .. Additional(builder.Configuration)]));
        if (Exports(builder.Configuration, "METRICS"))
            telemetry.WithMetrics(metrics => metrics.AddMeter(Names.Source, "MassTransit", "Npgsql", "System.Net.Http", "System.Runtime"));
        if (!Exports(builder.Configuration, "LOGS"))
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.None);
        telemetry.UseOtlpExporter();
    }

    // A statement is a span of its own, with its text: eight of an article's 25 and a third of their weight, so only for whoever asks. The name is that of
    // OpenTelemetry's automatic instrumentation of .NET.
    private static string[] Additional(IConfiguration configuration) =>
        configuration["OTEL_DOTNET_AUTO_TRACES_ADDITIONAL_SOURCES"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // As the specification of OpenTelemetry's environment variables says, of which .NET's SDK knows all but OTEL_…_EXPORTER.
    private static bool Exports(IConfiguration configuration, string signal) =>
        configuration[$"OTEL_{signal}_EXPORTER"] != "none"
        && (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]));

    /// <summary>Version of the services, from the assembly.</summary>
    public static string Version { get; } = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    internal static void CountReceived(string stage, TimeSpan? age)
    {
        var by = new KeyValuePair<string, object?>(Names.Metrics.Stage, stage);
        Received.Add(1, by);
        if (age is { } waited)
            Ages.Record(Math.Max(0, waited.TotalSeconds), by);
    }

    internal static void CountLeft(string stage, string outcome, TimeSpan elapsed)
    {
        Articles.Add(1, new(Names.Metrics.Stage, stage), new(Names.Metrics.Outcome, outcome));
        Durations.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(Names.Metrics.Stage, stage));
    }

    internal static void CountRetried(string queue, Exception error) => Retried.Add(1, new(Names.Metrics.Queue, queue), new(Names.Metrics.Error, error.GetType().Name));

    internal static void CountParked(string queue, Exception error) => Parked.Add(1, new(Names.Metrics.Queue, queue), new(Names.Metrics.Error, error.GetType().Name));

    internal static void CountQuarantined(string queue, Exception error) => Quarantined.Add(1, new(Names.Metrics.Queue, queue), new(Names.Metrics.Error, error.GetType().Name));

    internal static void CountLateHandOver(string message) => LateHandOvers.Add(1, new KeyValuePair<string, object?>(Names.Metrics.Message, message));

    /// <summary>Counts a poll of a feed.</summary>
    /// <param name="outcome"><c>changed</c>, <c>unchanged</c> or <c>failed</c>.</param>
    public static void CountPoll(string outcome) => Polls.Add(1, new KeyValuePair<string, object?>(Names.Metrics.Outcome, outcome));

    /// <summary>Marks a span as failed and says with which error.</summary>
    public static void Fail(this Activity? span, Exception error)
    {
        span?.SetTag("error.type", error.GetType().Name);
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
    }
}
