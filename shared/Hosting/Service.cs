using IngestPipeline.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>Start and health of a service.</summary>
public static class Service
{
    /// <summary>Registers the database at <c>ConnectionStrings__postgres</c> unless the process brought one, and its
    /// schema, applied before the first message is taken; and the claim check, which keeps large texts there.</summary>
    /// <param name="services">The host's services.</param>
    public static void AddDatabase(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => Postgres(provider.GetRequiredService<IConfiguration>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SchemaStarter>());
        services.TryAddSingleton<ClaimCheck>();
    }

    /// <summary>Runs the service until it is told to stop: health on its port, then the bus.</summary>
    /// <param name="builder">The host of one service.</param>
    /// <returns>Completes when the service has stopped.</returns>
    public static async Task RunService(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls($"http://*:{Names.Port(builder.ServiceName())}");

        // What is registered at this point runs after the host has added its web server, as the last service to start. It starts first and
        // stops last: health is answered while the service still waits for its database, and while it finishes what it holds.
        builder.Host.ConfigureContainer<IServiceCollection>((_, services) =>
        {
            var server = services.Last(service => service.ServiceType == typeof(IHostedService));
            services.Remove(server);
            services.Insert(0, server);
        });

        await using var app = builder.Build();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        // The host is gone when it has failed to start: what is needed then is taken now.
        var (stopping, log) = (app.Lifetime.ApplicationStopping, app.Logger);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it still started: a stop like any other.
        }
        catch (OptionsValidationException wrong)
        {
            Log.Refused(log, wrong.Message);
            Environment.ExitCode = 1;
        }
    }

    private static Database Postgres(IConfiguration configuration) => Database.Postgres(PasswordFile.Complete(configuration.GetConnectionString("postgres")
        ?? throw new InvalidOperationException("ConnectionStrings__postgres must be a PostgreSQL connection string."), configuration[PasswordFile.Database]));

    internal static string ServiceName(this IHostApplicationBuilder builder) =>
        builder.Environment.ApplicationName.Split('.')[^1].ToLowerInvariant();
}
