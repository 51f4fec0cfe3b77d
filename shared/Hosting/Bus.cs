using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>The bus, decided once: transport, queue arguments, quarantine, hand-overs.</summary>
public static class Bus
{
    /// <summary>Adds telemetry and the bus on RabbitMQ at <c>ConnectionStrings__rabbitmq</c>. There is no fallback: a
    /// service on an in-memory bus would lose everything.</summary>
    /// <param name="builder">The host of one service.</param>
    /// <param name="configure">Adds the service.</param>
    /// <exception cref="InvalidOperationException">The connection string is missing or no amqp URI, or its password file cannot be read.</exception>
    public static void AddBus(this WebApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        var address = builder.Configuration.GetConnectionString("rabbitmq");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var host) || host.Scheme is not ("amqp" or "amqps"))
            throw new InvalidOperationException("ConnectionStrings__rabbitmq must be an AMQP address such as amqp://user:password@host:5672/vhost.");

        host = PasswordFile.Complete(host, builder.Configuration[PasswordFile.Broker]);

        builder.AddTelemetry(builder.ServiceName());
        builder.Services.AddSingleton(new BrokerAddress(host));
        builder.Services.TryAddSingleton<IQuarantine, BrokerQuarantine>();
        builder.Services.AddOptions<WatchdogOptions>().BindConfiguration("Watchdog").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<WatchdogOptions>, WatchdogOptionsValidator>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.Configure(configure);
            bus.AddHostedService<Watchdog>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(host, settings =>
                {
                    settings.Heartbeat(TimeSpan.FromSeconds(15));
                    if (host.Scheme == "amqps")
                        settings.UseSsl(tls => tls.Verify(host.Host));
                });
                rabbit.SendTopology.ErrorQueueNameFormatter = Quarantine.Name;
                rabbit.SendTopology.DeadLetterQueueNameFormatter = Quarantine.Name;
                rabbit.SendTopology.ConfigureErrorSettings = Quarantine.AsQuarantine;
                rabbit.SendTopology.ConfigureDeadLetterSettings = Quarantine.AsQuarantine;
                rabbit.Publish<PublishedArticle>(article => article.ExchangeType = RabbitMQ.Client.ExchangeType.Topic);
                rabbit.RequireQueues(context);
                foreach (var stage in context.GetServices<Stage>())
                    stage.AddAlone(context, rabbit);
            });
        });
        builder.Services.StartBusLast();
    }

    /// <summary>The same bus without a broker, for one process that holds all services. What it carries dies with it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds the services.</param>
    /// <param name="transport">What this process receives besides.</param>
    public static void AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure,
        Action<IBusRegistrationContext, IInMemoryBusFactoryConfigurator>? transport = null)
    {
        services.AddMassTransit(bus =>
        {
            bus.Configure(configure);
            bus.UsingInMemory((context, memory) =>
            {
                memory.SendTopology.ErrorQueueNameFormatter = Quarantine.Name;
                memory.SendTopology.DeadLetterQueueNameFormatter = Quarantine.Name;
                memory.Publish<PublishedArticle>(article => article.ExchangeType = MassTransit.Transports.Fabric.ExchangeType.Topic);
                transport?.Invoke(context, memory);
                memory.RequireQueues(context);
            });
        });
        services.StartBusLast();
    }

    /// <summary>Makes an endpoint hand every body to its consumer unread, whatever its content type; what the consumer
    /// publishes stays an envelope. The consumer finds the bytes in <c>ReceiveContext.Body</c>.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static void TakeAnyBody(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new MassTransit.Configuration.SystemTextJsonMessageSerializerFactory());
        endpoint.AddDeserializer(new RawBody(), true);
    }

    /// <summary>Retry around the message, for what may pass: three times within seven seconds; then it is parked.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="retriedAlready">Names the exceptions of what was retried around the call.</param>
    public static void RetryPassingFaults(this IReceiveEndpointConfigurator endpoint, params Type[] retriedAlready) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
            retry.Ignore<Exception>(error => !PassingFault.Is(error));
            // Waited long enough already.
            retry.Ignore(typeof(HandOverTimedOutException));
            retry.Ignore(retriedAlready);
            retry.ConnectRetryObserver(new RetryCount(endpoint.InputAddress.AbsolutePath.Split('/')[^1]));
        });

    // MassTransit accepts a chain that nobody vouches for unless it is told not to, and no newer protocol than TLS 1.2.
    private static void Verify(this IRabbitMqSslConfigurator tls, string host)
    {
        (tls.ServerName, tls.Protocol) = (host, SslProtocols.None);
        tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
    }

    private static void Configure(this IBusRegistrationConfigurator bus, Action<IBusRegistrationConfigurator> configure)
    {
        bus.SetKebabCaseEndpointNameFormatter();
        bus.DisableUsageTelemetry();
        bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
        {
            endpoint.PublishFaults = false;
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                Stage.Configure(context, queue, alone: false, rabbit);
        });
        bus.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(30);
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(20);
        });
        bus.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(40));
        bus.TryAddSingleton<Ending>();
        configure(bus);
    }

    // MassTransit registers its own start first. Hosted services start in order and stop in reverse: the bus takes the first message when
    // all that handles it has started, and what is under way is finished before that stops.
    private static void StartBusLast(this IServiceCollection services)
    {
        var start = services.Single(service => service.ImplementationType == typeof(MassTransitHostedService));
        services.Remove(start);
        services.Add(start);
    }

    private static void RequireQueues<T>(this IBusFactoryConfigurator<T> bus, IBusRegistrationContext context) where T : IReceiveEndpointConfigurator
    {
        // A hand-over that no queue takes is an error, not a silent loss.
        bus.ConfigurePublish(pipe => pipe.UseExecute(publish =>
        {
            if (publish.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }));
        bus.ConfigureEndpoints(context);
    }
}
