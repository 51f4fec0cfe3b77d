using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IngestPipeline.Hosting.Tests;

public sealed class StageWorkTests : IDisposable
{
    private readonly string _stage = $"stage-{Guid.CreateVersion7():N}";
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public StageWorkTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Names.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.OperationName == _stage)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Names.Source)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument.Name, instrument.Name == Names.Metrics.Age ? value : 1, tags));
        _meters.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Each_try_has_a_span_below_the_same_parent_and_only_the_failed_one_is_an_error()
    {
        using var parent = new Activity("process").Start();

        await Should.ThrowAsync<TimeoutException>(() => StageWork.Run(_stage, Start, null, _ => throw new TimeoutException("The database does not answer.")));
        Activity.Current.ShouldBe(parent);
        await StageWork.Run(_stage, Start, TimeSpan.FromSeconds(3), async _ =>
        {
            await Task.Yield();
            return "done";
        });
        Activity.Current.ShouldBe(parent);

        _spans.Select(span => (span.ParentSpanId, span.Status, span.StatusDescription)).ShouldBe([(parent.SpanId, ActivityStatusCode.Error, "The database does not answer."), (parent.SpanId, ActivityStatusCode.Unset, null)]);
        _spans.First().GetTagItem("error.type").ShouldBe("TimeoutException");
        _counted.ShouldBe(
        [
            "ingest.articles.received 1", "ingest.articles 1 TimeoutException", "ingest.stage.duration 1",
            "ingest.articles.received 1", "ingest.article.age 3", "ingest.articles 1 done", "ingest.stage.duration 1",
        ]);
    }

    [Fact]
    public async Task A_stop_is_no_failure()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => StageWork.Run(_stage, Start, null, _ => throw new OperationCanceledException()));

        _spans.Single().Status.ShouldBe(ActivityStatusCode.Unset);
        _counted.ShouldBe(["ingest.articles.received 1"]);
    }

    private Activity? Start() => Telemetry.Source.StartActivity(_stage);

    private void Count(string instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var by = new Dictionary<string, object?>(tags.ToArray());
        if (Equals(by.GetValueOrDefault(Names.Metrics.Stage), _stage))
            _counted.Enqueue(FormattableString.Invariant($"{instrument} {value} {by.GetValueOrDefault(Names.Metrics.Outcome)}").TrimEnd());
    }
}
