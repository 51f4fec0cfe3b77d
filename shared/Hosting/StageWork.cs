using System.Diagnostics;
using IngestPipeline.Contracts;

namespace IngestPipeline.Hosting;

/// <summary>One article in one stage: its span, how long it took and what became of it, counted.</summary>
public sealed class StageWork
{
    private readonly string _stage;
    private readonly long _started = Stopwatch.GetTimestamp();

    private StageWork(string stage, Activity? span) => (_stage, Span) = (stage, span);

    /// <summary>The stage's span; null when nobody listens.</summary>
    public Activity? Span { get; }

    /// <summary>Does a stage's work on one article. What is thrown marks the span, is counted and thrown on.</summary>
    /// <param name="stage">Stage in lower case.</param>
    /// <param name="start">Starts the stage's span. In here, so that whoever calls has its own span as the current one again afterwards.</param>
    /// <param name="age">How long ago the article was handed in; null when nobody knows.</param>
    /// <param name="work">The work; gives what became of the article, one of a few fixed words.</param>
    public static async Task Run(string stage, Func<Activity?> start, TimeSpan? age, Func<StageWork, Task<string>> work)
    {
        using var span = start();
        var run = new StageWork(stage, span);
        Telemetry.CountReceived(stage, age);
        try
        {
            Telemetry.CountLeft(stage, await work(run), run.Elapsed);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            span.Fail(error);
            Telemetry.CountLeft(stage, error.GetType().Name, run.Elapsed);
            throw;
        }
    }

    /// <summary>What the published message says of the stage.</summary>
    /// <param name="rules">Name of the rules or the model it worked by; null for none.</param>
    public StageDetails Details(string? rules = null) => new()
    {
        Name = _stage,
        Version = rules is null ? Telemetry.Version : $"{Telemetry.Version}+{rules}",
        DurationMs = (long)Elapsed.TotalMilliseconds,
    };

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);
}
