using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>What may be tuned in the watchdog of the bus. Section <c>Watchdog</c>.</summary>
public sealed class WatchdogOptions
{
    /// <summary>How long the bus may be unhealthy, while the broker answers, before the process ends. Whoever has a broker that takes
    /// long to elect its leaders waits longer.</summary>
    /// <value>1 second to 1 hour. Default: 45 seconds, which with the half minute until a heartbeat is missed stays well below 90.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);
}

/// <summary>Checks the range.</summary>
[OptionsValidator]
internal sealed partial class WatchdogOptionsValidator : IValidateOptions<WatchdogOptions>;
