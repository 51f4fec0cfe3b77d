using MassTransit;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>Hands a message to the next stage: confirmed, mandatory, under an id of its own, and never for longer than twenty
/// seconds. A broker in alarm takes nothing and says nothing, and the bus calls itself healthy meanwhile.</summary>
public sealed class HandOver(TimeProvider time, FaultPoint faults, ILogger<HandOver> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Publishes; returns when a queue has the message.</summary>
    /// <param name="endpoint">The context of the message being handled, or the bus.</param>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Derived from what it says: the same when it is handed over again.</param>
    /// <param name="cancellationToken">Gives up; the broker may have the message all the same.</param>
    /// <param name="configure">Sets what else goes with it.</param>
    /// <exception cref="PassingException">No confirmation in time.</exception>
    public async Task Publish<T>(IPublishEndpoint endpoint, T message, Guid messageId, CancellationToken cancellationToken, Action<PublishContext<T>>? configure = null) where T : class
    {
        faults.Reach(FaultPoint.AfterCommit);
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // MassTransit waits by this token and publishes by its own: see Resending on why that matters.
            await endpoint.Publish(message, publish =>
            {
                publish.MessageId = messageId;
                configure?.Invoke(publish);
            }, either.Token);
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.HandOverLate(log, typeof(T).Name, Longest.TotalSeconds);
            Telemetry.CountLateHandOver(typeof(T).Name);
            throw new HandOverTimedOutException(typeof(T).Name, Longest, error);
        }
    }
}
