using System.Text;
using MassTransit;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>Ends the process, as a crash would, at the point that <see cref="FaultOptions"/> names; without one it does nothing.
/// No message can name one.</summary>
public sealed class FaultPoint(IOptions<FaultOptions> options) : IFilter<ConsumeContext>
{
    /// <summary>Before a handler begins.</summary>
    internal const string Handle = "handle";

    /// <summary>After the database has the effect, before the next stage has the message.</summary>
    internal const string AfterCommit = "after_commit";

    /// <summary>After the next stage has the message, before it is acknowledged.</summary>
    internal const string BeforeAck = "before_ack";

    /// <inheritdoc />
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (options.Value is { Point: Handle, Body: var body } && (body is null || Encoding.UTF8.GetString(context.ReceiveContext.Body.GetBytes()).Contains(body, StringComparison.Ordinal)))
            Reach(Handle);
        await next.Send(context);
        Reach(BeforeAck);
    }

    /// <inheritdoc />
    public void Probe(ProbeContext context) => context.CreateFilterScope("faultPoint");

    internal void Reach(string point)
    {
        if (options.Value.Point == point)
            Environment.FailFast($"Faults__Point={point}");
    }
}
