using MassTransit;
using MassTransit.RabbitMqTransport;
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
    private readonly Func<ChannelContext, Task> _declareNext;

    private Stage(string queue, Action<IRegistrationContext, IReceiveEndpointConfigurator> consume, Func<ChannelContext, Task> declareNext) =>
        (_queue, _consume, _declareNext) = (queue, consume, declareNext);

    /// <summary>Registers a consumer with all that its stage needs.</summary>
    /// <typeparam name="TConsumer">The consumer.</typeparam>
    /// <typeparam name="TDefinition">Its definition, which names its queue.</typeparam>
    /// <typeparam name="TGives">The message it hands to the next stage.</typeparam>
    /// <param name="bus">The bus it works on.</param>
    public static void Add<TConsumer, TDefinition, TGives>(IBusRegistrationConfigurator bus)
        where TConsumer : class, IConsumer where TDefinition : class, IConsumerDefinition<TConsumer>, new() where TGives : class
    {
        bus.AddConsumer<TConsumer, TDefinition>();
        bus.TryAddSingleton(TimeProvider.System);
        bus.TryAddSingleton<HandOver>();
        bus.TryAddSingleton<FaultPoint>();
        bus.TryAddSingleton<Gate>();
        bus.AddOptions<FaultOptions>().BindConfiguration("Faults").ValidateOnStart();
        bus.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FaultOptions>, FaultEnvironmentValidator>());
        bus.AddSingleton(new Stage(new TDefinition().GetEndpointName(KebabCaseEndpointNameFormatter.Instance),
            (context, endpoint) => context.ConfigureConsumer<TConsumer>(endpoint), WorkQueues.DeclareNext<TGives>));
    }

    /// <summary>Makes an endpoint take messages of a work queue, handle them within bounds and keep what it cannot handle.</summary>
    internal static void Configure(IRegistrationContext context, string queue, bool alone, IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        var (time, log) = (context.GetRequiredService<TimeProvider>(), context.GetRequiredService<ILoggerFactory>().CreateLogger(Names.Source));
        var resending = new Resending(time, log);
        var ending = context.GetRequiredService<Ending>();
        var failures = new Failures(queue, resending, ending, time, log);
        endpoint.PublishFaults = false;
        endpoint.AsWorkQueue(queue, alone);
        endpoint.ConfigureChannel(channel =>
        {
            channel.UseExecute(opened => Refusal.EndOver(opened.Channel, ending));
            channel.UseExecuteAsync(Parking.Declare);
            foreach (var stage in context.GetServices<Stage>().Where(stage => stage._queue == queue))
                channel.UseExecuteAsync(stage._declareNext);
        });
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
