using IngestPipeline.Contracts;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Hosting;

/// <summary>The bus, decided once: transport, queue arguments, quarantine, hand-overs.</summary>
public static class Bus
{
    /// <summary>Adds telemetry and the bus on RabbitMQ at <c>ConnectionStrings__rabbitmq</c>. There is no fallback: a
    /// service on an in-memory bus would lose everything.</summary>
    /// <param name="builder">The host of one service.</param>
    /// <param name="configure">Adds the service.</param>
    /// <exception cref="InvalidOperationException">The connection string is missing or no amqp URI.</exception>
    public static void AddBus(this WebApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        var address = builder.Configuration.GetConnectionString("rabbitmq");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var host) || host.Scheme is not ("amqp" or "amqps"))
            throw new InvalidOperationException("ConnectionStrings__rabbitmq must be an AMQP address such as amqp://user:password@host:5672/vhost.");

        builder.AddTelemetry(builder.ServiceName());
        builder.Services.AddMassTransit(bus =>
        {
            bus.Configure(configure);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(host, settings => settings.Heartbeat(TimeSpan.FromSeconds(15)));
                rabbit.SendTopology.ErrorQueueNameFormatter = Quarantine.Name;
                rabbit.SendTopology.DeadLetterQueueNameFormatter = Quarantine.Name;
                rabbit.SendTopology.ConfigureErrorSettings = Quarantine.AsQuarantine;
                rabbit.SendTopology.ConfigureDeadLetterSettings = Quarantine.AsQuarantine;
                rabbit.DeclareNextQueues();
                rabbit.HandOver(context);
            });
        });
    }

    /// <summary>The same bus without a broker, for one process that holds all services. What it carries dies with it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds the services.</param>
    /// <param name="transport">What this process receives besides.</param>
    public static void AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure,
        Action<IBusRegistrationContext, IInMemoryBusFactoryConfigurator>? transport = null) =>
        services.AddMassTransit(bus =>
        {
            bus.Configure(configure);
            bus.UsingInMemory((context, memory) =>
            {
                memory.SendTopology.ErrorQueueNameFormatter = Quarantine.Name;
                memory.SendTopology.DeadLetterQueueNameFormatter = Quarantine.Name;
                memory.Publish<PublishedArticle>(article => article.ExchangeType = MassTransit.Transports.Fabric.ExchangeType.Topic);
                transport?.Invoke(context, memory);
                memory.HandOver(context);
            });
        });

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

    /// <summary>Retry around the message, for what may pass: three times within seven seconds, then quarantine.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="ignore">Names the exceptions that are wrong for good.</param>
    public static void RetryPassingFaults(this IReceiveEndpointConfigurator endpoint, Action<IExceptionConfigurator>? ignore = null) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
            ignore?.Invoke(retry);
        });

    private static void Configure(this IBusRegistrationConfigurator bus, Action<IBusRegistrationConfigurator> configure)
    {
        bus.SetKebabCaseEndpointNameFormatter();
        bus.DisableUsageTelemetry();
        bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
        {
            endpoint.PublishFaults = false;
            if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
                return;
            rabbit.SetQuorumQueue();
            rabbit.AsWorkQueue();
            rabbit.ConfigureError(error => error.MoveToQuarantine(queue, context.GetRequiredService<ILoggerFactory>().CreateLogger(Names.Source)));
            rabbit.BindDeadLetterQueue(Names.Quarantine, Names.Quarantine, Quarantine.AsQuarantine);
        });
        bus.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(30);
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(20);
        });
        bus.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(40));
        configure(bus);
    }

    private static void HandOver<T>(this IBusFactoryConfigurator<T> bus, IBusRegistrationContext context) where T : IReceiveEndpointConfigurator
    {
        // A hand-over that no queue takes is an error, not a silent loss.
        bus.ConfigurePublish(pipe => pipe.UseExecute(publish =>
        {
            if (publish.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }));
        bus.ConfigureEndpoints(context);
    }

    // Each service declares the queue it feeds, so that a hand-over finds it even if the next stage has never run. The
    // broker delivers once to a queue that is reached by two bindings.
    private static void DeclareNextQueues(this IRabbitMqBusFactoryConfigurator bus)
    {
        bus.DeployPublishTopology = true;
        bus.FeedQueue<ArticleFetched>(Names.DeduplicateArticle);
        bus.FeedQueue<ArticleDeduplicated>(Names.TagArticle);
        bus.FeedQueue<ArticleTagged>(Names.PublishArticle);
        bus.Publish<PublishedArticle>(article =>
        {
            article.ExchangeType = RabbitMQ.Client.ExchangeType.Topic;
            article.BindQueue(Names.Articles, Names.ArticlesStream, stream =>
            {
                stream.ExchangeType = RabbitMQ.Client.ExchangeType.Topic;
                stream.RoutingKey = "#";
                stream.SetQueueArgument("x-queue-type", "stream");
            });
        });
    }

    private static void FeedQueue<T>(this IRabbitMqBusFactoryConfigurator bus, string queue) where T : class =>
        bus.Publish<T>(message => message.BindQueue($"{typeof(T).Namespace}:{typeof(T).Name}", queue, binding =>
        {
            binding.AsWorkQueue();
            binding.SetQueueArgument("x-queue-type", "quorum");
            binding.SetQueueArgument("x-dead-letter-exchange", Names.Quarantine);
        }));

    private static void AsWorkQueue(this IRabbitMqQueueConfigurator queue)
    {
        queue.SetQueueArgument("x-overflow", "reject-publish");
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
    }
}
