using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>Lets tests of a service end its process at a point of their choice. Section <c>Faults</c>.</summary>
public sealed class FaultOptions
{
    /// <summary>Where the process ends at once: <c>handle</c>, <c>after_commit</c> or <c>before_ack</c>. For tests only; refused in production.</summary>
    /// <value>Default: none.</value>
    public string? Point { get; init; }

    /// <summary>With <c>handle</c>: only over a message whose body contains this.</summary>
    /// <value>Default: any message.</value>
    public string? Body { get; init; }
}

/// <summary>Refuses in production what is meant for tests.</summary>
internal sealed class FaultEnvironmentValidator(IHostEnvironment environment) : IValidateOptions<FaultOptions>
{
    public ValidateOptionsResult Validate(string? name, FaultOptions options) =>
        options.Point is not null && environment.IsProduction()
            ? ValidateOptionsResult.Fail("FaultOptions.Point is for tests; it must not be set in Production.")
            : ValidateOptionsResult.Success;
}
