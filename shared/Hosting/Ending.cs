using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>Ends a service that cannot go on: one line that says why, an orderly stop, exit code 1. Whoever runs it starts it again.</summary>
internal sealed class Ending(IHostApplicationLifetime lifetime, ILogger<Ending> log)
{
    /// <summary>Something it needs refuses it; waiting would not help.</summary>
    public void Refused(string reason)
    {
        Log.Refused(log, reason);
        Stop();
    }

    /// <summary>Its bus is dead and does not know it.</summary>
    public void BusDead(TimeSpan unhealthy, string reason)
    {
        Log.BusDead(log, unhealthy.TotalSeconds, reason);
        Stop();
    }

    private void Stop()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
