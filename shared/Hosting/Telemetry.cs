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

/// <summary>Traces, metrics and logs, decided once. Exported by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set; when it is
/// not, nothing leaves the process but JSON log lines on standard output.</summary>
public static class Telemetry
{
    /// <summary>Spans of our own.</summary>
    public static readonly ActivitySource Source = new(Names.Source);

    private static readonly Meter Meter = new(Names.Source);
    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(Names.Metrics.Articles, "{article}");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(Names.Metrics.StageDuration, "s");

    private static readonly Counter<long> Parked = Meter.CreateCounter<long>(Names.Metrics.Parked, "{message}");
    private static readonly Counter<long> Quarantined = Meter.CreateCounter<long>(Names.Metrics.Quarantined, "{message}");
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

        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            // Somebody must listen, or MassTransit writes no trace header and the hops fall apart.
            ActivitySource.AddActivityListener(new ActivityListener
            {
                ShouldListenTo = source => source.Name is Names.Source or "MassTransit",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            });
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "ingestpipeline", Version).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .SetSampler(new AlwaysOnSampler())
                .AddSource(Names.Source, "MassTransit", "Npgsql", "System.Net.Http")
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Names.Source, "MassTransit", "Npgsql", "System.Net.Http", "System.Runtime")
                .AddOtlpExporter())
            .WithLogging(logs => logs.AddOtlpExporter());
    }

    /// <summary>Version of the services, from the assembly.</summary>
    public static string Version { get; } = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    /// <summary>Counts an article that left a stage.</summary>
    /// <param name="stage">Stage in lower case.</param>
    /// <param name="outcome">What became of it there, one of a few fixed words.</param>
    /// <param name="started">Timestamp of <see cref="Stopwatch"/> when the stage began.</param>
    /// <returns>Whole milliseconds since <paramref name="started"/>.</returns>
    public static long Leave(string stage, string outcome, long started)
    {
        var elapsed = Stopwatch.GetElapsedTime(started);
        Articles.Add(1, new(Names.Metrics.Stage, stage), new(Names.Metrics.Outcome, outcome));
        Durations.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(Names.Metrics.Stage, stage));
        return (long)elapsed.TotalMilliseconds;
    }

    internal static void CountParked(string queue, Exception error) => Parked.Add(1, new(Names.Metrics.Queue, queue), new(Names.Metrics.Error, error.GetType().Name));

    internal static void CountQuarantined(string queue, Exception error) => Quarantined.Add(1, new(Names.Metrics.Queue, queue), new(Names.Metrics.Error, error.GetType().Name));

    internal static void CountLateHandOver(string message) => LateHandOvers.Add(1, new KeyValuePair<string, object?>(Names.Metrics.Message, message));

    /// <summary>Marks a span as failed and says with which error.</summary>
    public static void Fail(this Activity? span, Exception error)
    {
        span?.SetTag("error.type", error.GetType().Name);
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
    }
}
