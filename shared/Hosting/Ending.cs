using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>Ends a service that cannot go on: one line that says why, an orderly stop, exit code 1. Whoever runs it starts it again.</summary>
internal sealed class Ending(IHostApplicationLifetime lifetime, ILogger<Ending> log)
{
    private int _ended;

    /// <summary>Something it needs refuses it; waiting would not help.</summary>
    public void Refused(string reason)
    {
        if (Once())
            Log.Refused(log, reason);
        Stop();
    }

    /// <summary>The broker refuses it.</summary>
    public void RefusedByBroker(string reason) => Refused($"the broker refuses it: {reason}");

    /// <summary>Its bus is dead and does not know it.</summary>
    public void BusDead(TimeSpan unhealthy, string reason)
    {
        if (Once())
            Log.BusDead(log, unhealthy.TotalSeconds, reason);
        Stop();
    }

    // What comes after the first is its consequence.
    private bool Once() => Interlocked.Exchange(ref _ended, 1) == 0;

    private void Stop()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
