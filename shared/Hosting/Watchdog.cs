using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Hosting;

/// <summary>Ends the process when its bus stays unhealthy although the broker answers: in MassTransit 8.4 an endpoint whose channel
/// was closed over a late acknowledgement never comes back (its issue 6001), while the process looks alive. Also when the broker
/// refuses the service, which no waiting mends.</summary>
/// <param name="bus">The bus.</param>
/// <param name="broker">Address of the broker, with user and password.</param>
/// <param name="ending">Ends the process.</param>
/// <param name="time">Clock.</param>
/// <param name="options">How long it may be unhealthy.</param>
internal sealed class Watchdog(IBusControl bus, BrokerAddress broker, Ending ending, TimeProvider time, IOptions<WatchdogOptions> options) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var several = options.Value.Patience / 4;
        using var timer = new PeriodicTimer(Period < several ? Period : several, time);
        long? since = null;
        string? reason = null;
        var byBroker = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var health = bus.CheckHealth();
            if (health.Status == BusHealthStatus.Healthy)
            {
                (since, reason, byBroker) = (null, null, false);
                continue;
            }
            var (answers, refusal) = await Ask(stoppingToken);
            refusal ??= Errors(health).Select(Refusal.In).FirstOrDefault(said => said is not null);
            if (refusal is not null)
            {
                ending.RefusedByBroker(refusal);
                return;
            }
            // Between two tries of its own the bus knows no error: the last one that it knew is said, what the broker said before
            // what the client made of it (the other commands on a channel that closes fail with an error of their own).
            var (any, itsOwn) = (Errors(health).Any(), Errors(health).OfType<OperationInterruptedException>().Any());
            if (reason is null || itsOwn || (any && !byBroker))
                (reason, byBroker) = (Reason(health), itsOwn);
            // A broker that was away counts anew: the bus finds it again by itself.
            since = answers ? since ?? time.GetTimestamp() : null;
            if (since is { } start && time.GetElapsedTime(start) >= options.Value.Patience)
            {
                ending.BusDead(time.GetElapsedTime(start), reason);
                return;
            }
        }
    }

    private async Task<(bool Answers, string? Refusal)> Ask(CancellationToken cancellationToken)
    {
        var factory = BrokerClient.Factory(broker.Uri);
        factory.RequestedConnectionTimeout = AnswerWithin;
        try
        {
            await using var connection = await factory.CreateConnectionAsync("watchdog", cancellationToken);
            return (true, null);
        }
        catch (BrokerUnreachableException error) when (error.InnerException is PossibleAuthenticationFailureException or OperationInterruptedException)
        {
            return (false, error.InnerException.Message);
        }
        catch (BrokerUnreachableException error) when (Refusal.Untrusted(error) is { } reason)
        {
            return (false, reason);
        }
        catch (Exception error) when (error is BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException)
        {
            return (false, null);
        }
    }

    private static string Reason(BusHealthResult health) => string.Join("; ", health.Endpoints
        .Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy)
        .Select(endpoint => $"{endpoint.Value.InputAddress.AbsolutePath}: {endpoint.Value.Description}")
        .Concat(Errors(health).Select(error => error.Message)).Distinct());

    private static IEnumerable<Exception> Errors(BusHealthResult health)
    {
        foreach (var first in health.Endpoints.Values.Select(endpoint => endpoint.Exception).Prepend(health.Exception))
        {
            for (var error = first; error is not null; error = error.InnerException)
                yield return error;
        }
    }
}

/// <summary>Where the broker is.</summary>
/// <param name="Uri">AMQP address with user and password.</param>
internal sealed record BrokerAddress(Uri Uri);
