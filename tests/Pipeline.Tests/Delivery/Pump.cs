using System.Collections.Concurrent;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>Runs tasks on this thread alone, in the order in which they become ready: the same every time.</summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _ready = [];

    public static void Run(Func<Task> work)
    {
        var (pump, before) = (new Pump(), Current);
        SetSynchronizationContext(pump);
        try
        {
            var task = work();
            task.ContinueWith(_ => pump._ready.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var (callback, state) in pump._ready.GetConsumingEnumerable())
                callback(state);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));
}
