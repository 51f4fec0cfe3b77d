using MassTransit;
using MassTransit.Context;

namespace IngestPipeline.Hosting;

/// <summary>Cancels a handler long before the broker loses patience with it (30 minutes, after which MassTransit 8.4 may never
/// consume from the queue again). A handler that does not look at its token goes on.</summary>
internal sealed class TimeCap(TimeProvider time) : IFilter<ConsumeContext>
{
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using var cap = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, cap.Token);
        try
        {
            await next.Send(new Capped(context, either.Token));
        }
        // When the service stops, a message goes back to its queue untold; MassTransit renames what another token cancelled.
        catch (Exception late) when (late is OperationCanceledException or ConsumerCanceledException && cap.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new HandlerTimedOutException(Longest, late);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("timeCap");

    private sealed class Capped(ConsumeContext context, CancellationToken cancellationToken) : ConsumeContextProxy(context)
    {
        public override CancellationToken CancellationToken => cancellationToken;

        // The base gives the message its own context, with the token that was to be replaced.
        public override bool TryGetMessage<T>(out ConsumeContext<T> consumeContext)
        {
            var found = base.TryGetMessage(out consumeContext);
            if (found)
                consumeContext = new MessageConsumeContext<T>(this, consumeContext.Message);
            return found;
        }
    }
}
