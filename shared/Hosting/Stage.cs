using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Hosting;

/// <summary>A consumer with its queue, and on the broker with a second one for what is to be handled alone.</summary>
public sealed class Stage
{
    private readonly string _queue;
    private readonly Action<IRegistrationContext, IReceiveEndpointConfigurator> _consume;

    private Stage(string queue, Action<IRegistrationContext, IReceiveEndpointConfigurator> consume) => (_queue, _consume) = (queue, consume);

    /// <summary>Registers a consumer with all that its stage needs.</summary>
    /// <typeparam name="TConsumer">The consumer.</typeparam>
    /// <typeparam name="TDefinition">Its definition, which names its queue.</typeparam>
    /// <param name="bus">The bus it works on.</param>
    public static void Add<TConsumer, TDefinition>(IBusRegistrationConfigurator bus) where TConsumer : class, IConsumer where TDefinition : class, IConsumerDefinition<TConsumer>, new()
    {
        bus.AddConsumer<TConsumer, TDefinition>();
        bus.TryAddSingleton(TimeProvider.System);
        bus.TryAddSingleton<HandOver>();
        bus.TryAddSingleton<FaultPoint>();
        bus.TryAddSingleton<Gate>();
        bus.AddOptions<FaultOptions>().BindConfiguration("Faults").ValidateOnStart();
        bus.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FaultOptions>, FaultEnvironmentValidator>());
        bus.AddSingleton(new Stage(new TDefinition().GetEndpointName(KebabCaseEndpointNameFormatter.Instance), (context, endpoint) => context.ConfigureConsumer<TConsumer>(endpoint)));
    }

    /// <summary>Makes an endpoint take messages of a work queue, handle them within bounds and keep what it cannot handle.</summary>
    internal static void Configure(IRegistrationContext context, string queue, bool alone, IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        var (time, log) = (context.GetRequiredService<TimeProvider>(), context.GetRequiredService<ILoggerFactory>().CreateLogger(Names.Source));
        var resending = new Resending(time, log);
        var failures = new Failures(queue, resending, time, log);
        endpoint.PublishFaults = false;
        endpoint.AsWorkQueue(queue, alone);
        endpoint.ConfigureReceive(receive => receive.UseFilter(new Isolation(queue, alone, context.GetRequiredService<Gate>(), resending, failures, log)));
        endpoint.ConfigureError(error => error.UseExecuteAsync(failures.Take));
        endpoint.ConfigureDeadLetter(skipped => skipped.UseExecuteAsync(message => failures.Take(message, new UnexpectedMessageException())));
        endpoint.UseFilter(new TimeCap(time));
        endpoint.UseFilter(context.GetRequiredService<FaultPoint>());
    }

    /// <summary>Adds the queue from which one message at a time is taken.</summary>
    internal void AddAlone(IRegistrationContext context, IRabbitMqBusFactoryConfigurator bus) => bus.ReceiveEndpoint(Names.Alone(_queue), endpoint =>
    {
        endpoint.ConfigureConsumeTopology = false;
        Configure(context, _queue, alone: true, endpoint);
        _consume(context, endpoint);
        (endpoint.PrefetchCount, endpoint.ConcurrentMessageLimit) = (1, 1);
    });
}
