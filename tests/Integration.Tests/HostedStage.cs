using System.Collections.Concurrent;
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
        var app = Build(add, virtualHost, postgres, time ?? TimeProvider.System);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Inbox.Patience);
        return new(app);
    }

    /// <summary>Starts a service that something refuses, and returns when it has ended by itself.</summary>
    /// <returns>The one line it ended with.</returns>
    public static async Task<string> End(Action<IBusRegistrationConfigurator> add, Uri virtualHost, string? postgres)
    {
        var last = new LastWords();
        await using var app = Build(add, virtualHost, postgres, TimeProvider.System, last);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It ended before the rest of it had started.
        }

        var ended = new TaskCompletionSource();
        using (app.Lifetime.ApplicationStopping.Register(ended.SetResult))
            await ended.Task.WaitAsync(Inbox.Patience, TestContext.Current.CancellationToken);
        await app.StopAsync(CancellationToken.None);
        return last.Lines.ShouldHaveSingleItem();
    }

    public async Task<HealthStatus> Health() =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(Action<IBusRegistrationConfigurator> add, Uri virtualHost, string? postgres, TimeProvider time, ILoggerProvider? log = null)
    {
        // Left by a stage that this test started before and has stopped.
        LogContext.Current = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:rabbitmq"] = virtualHost.ToString();
        builder.Configuration["ConnectionStrings:postgres"] = postgres;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddBus(add);
        builder.Services.AddSingleton(time);
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        return builder.Build();
    }

    private sealed class LastWords : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
