using System.Diagnostics;
using System.Globalization;
using MassTransit;
using MassTransit.Middleware.Rescue;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>What becomes of a message that could not be handled: parked for a later try when its fault may pass, else, and after
/// the last try, in quarantine with its history. Either way a queue has confirmed it before it is acknowledged.</summary>
internal sealed class Failures(string queue, Resending resending, Ending ending, TimeProvider time, ILogger log)
{
    private const int LongestStackTrace = 4000;
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);

    /// <summary>Takes a message that no handler has seen.</summary>
    public Task Take(ReceiveContext message, Exception error) => Take(new RescueExceptionReceiveContext(message, error));

    /// <summary>Returns when a queue has the message.</summary>
    public async Task Take(ExceptionReceiveContext failed)
    {
        var history = History.Of(failed).With(failed.Exception, time.GetUtcNow());
        try
        {
            // Nothing is wrong with the message: it goes back to its queue.
            if (Refusal.In(failed.Exception) is { } refusal)
            {
                ending.RefusedByBroker(refusal);
                throw failed.Exception;
            }
            if (PassingFault.Is(failed.Exception) && Parking.After(history.Attempts) is { } parking)
                await Park(failed, parking, history);
            else
                await Quarantine(failed, history);
        }
        catch (Exception error)
        {
            Log.Stuck(log, queue, error.Message);
            // It goes back to its queue and comes again at once: not faster than this, also while the service stops, which waits longer.
            await Task.Delay(BeforeNextTry, time, CancellationToken.None);
            throw;
        }
    }

    private async Task Park(ExceptionReceiveContext failed, string parking, History history)
    {
        using var span = Span(Names.Spans.Park, failed, history);
        span?.SetTag(Names.Attributes.Parking, parking);
        await resending.Send(failed, parking, queue, history.WriteTo);
        Log.Parked(log, queue, parking, failed.Exception.GetType().Name, failed.Exception.Message);
        Telemetry.CountParked(queue, failed.Exception);
    }

    // As MassTransit moves it, with the reason in a header of ours: its fault header has the message of the innermost exception,
    // which is rarely the one that was written for people. No Fault<T> is sent to wherever a header points.
    private async Task Quarantine(ExceptionReceiveContext failed, History history)
    {
        using var span = Span(Names.Spans.Quarantine, failed, history);
        span?.SetTag(Names.Attributes.Reason, failed.Exception.Message);
        var routingKey = failed.TryGetPayload<RabbitMqBasicConsumeContext>(out var received) ? received.RoutingKey : "";
        await resending.Send(failed, Names.Quarantine, routingKey ?? "", headers =>
        {
            foreach (var (name, value) in failed.ExceptionHeaders.GetAll())
                headers[name] = value is string or bool or int or long ? value : Convert.ToString(value, CultureInfo.InvariantCulture);
            if (headers.TryGetValue(MessageHeaders.FaultStackTrace, out var trace) && trace is string { Length: > LongestStackTrace } text)
                headers[MessageHeaders.FaultStackTrace] = text[..LongestStackTrace];
            // The work queue, also when it was handled alone: that is where it goes when it is sent again.
            headers[MessageHeaders.FaultInputAddress] = new Uri(failed.InputAddress, queue).ToString();
            history.WriteTo(headers);
            headers[Names.ReasonHeader] = failed.Exception.Message;
        });
        Log.Quarantined(log, queue, failed.Exception.GetType().Name, failed.Exception.Message);
        Telemetry.CountQuarantined(queue, failed.Exception);
    }

    // In the sender's trace when the message brought one, as the stage's own span is.
    private Activity? Span(string name, ExceptionReceiveContext failed, History history)
    {
        var span = Delivery.Of(failed).StartActivity(name);
        span?.SetTag(Names.Attributes.Queue, queue);
        span?.SetTag(Names.Attributes.Attempts, history.Attempts);
        span.Fail(failed.Exception);
        return span;
    }
}
