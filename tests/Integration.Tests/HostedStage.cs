using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Integration.Tests;

/// <summary>One service inside the test's process, registered as its Program registers it.</summary>
internal sealed class HostedStage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostedStage(WebApplication app) => _app = app;

    public IBus Bus => _app.Services.GetRequiredService<IBus>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service and returns when it takes messages.</summary>
    public static async Task<HostedStage> Start(Action<IBusRegistrationConfigurator> add, Uri virtualHost, string? postgres = null, TimeProvider? time = null)
    {
        // Left by a stage that this test started before and has stopped.
        LogContext.Current = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:rabbitmq"] = virtualHost.ToString();
        builder.Configuration["ConnectionStrings:postgres"] = postgres;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddBus(add);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Inbox.Patience);
        return new(app);
    }

    public async Task<HealthStatus> Health() =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
