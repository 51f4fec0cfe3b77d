using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>Counts the tries of a message after its first, within one delivery. Each try has spans of its own.</summary>
/// <param name="queue">The queue it came from.</param>
internal sealed class RetryCount(string queue) : IRetryObserver
{
    public Task PreRetry<T>(RetryContext<T> context) where T : class, PipeContext
    {
        Telemetry.CountRetried(queue, context.Exception);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task PostFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;
}
