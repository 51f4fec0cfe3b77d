using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>
/// Finds the message that kills its process without harming those that lay beside it. The broker counts how often a delivery
/// came back unacknowledged, but it counts all that a dead process had fetched. So whatever came back three times goes to
/// a queue from which one message at a time is fetched, and is handled with nothing else under way: what comes back from
/// there has killed the process alone.
/// </summary>
/// <remarks>Known weakness: a connection that is lost while a suspect is handled alone counts like a death.</remarks>
internal sealed class Isolation(string queue, bool alone, Gate gate, Resending resending, Failures failures, ILogger log) : IFilter<ReceiveContext>
{
    private const int Suspicious = 3;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var returned = Returned(context);
        if (!alone && returned >= Suspicious)
        {
            await resending.Send(context, Names.Alone(queue), queue);
            Log.Isolated(log, queue, returned);
            return;
        }

        using var place = alone ? await gate.EnterAlone(context.CancellationToken) : await gate.Enter(context.CancellationToken);
        if (alone && returned > 0)
            await failures.Take(context, new SuspectedCrasherException());
        else
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("isolation");

    private static long Returned(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader("x-delivery-count", out var count) && count is IConvertible ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;
}
