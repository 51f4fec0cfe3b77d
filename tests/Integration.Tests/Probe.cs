using System.Text;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IngestPipeline.Integration.Tests;

/// <summary>A stage that does with a message what the test says, on a queue of its own, as the stages are registered.</summary>
internal sealed class Probe(Func<string, CancellationToken, Task> handle) : IConsumer<RawSubmission>
{
    public const string Queue = "probe";

    public static void Add(IBusRegistrationConfigurator bus, Func<string, CancellationToken, Task> handle)
    {
        bus.AddSingleton(handle);
        Stage.Add<Probe, Definition, ArticleTagged>(bus);
    }

    public Task Consume(ConsumeContext<RawSubmission> context) =>
        handle(Encoding.UTF8.GetString(context.ReceiveContext.Body.GetBytes()), context.CancellationToken);

    private sealed class Definition : ConsumerDefinition<Probe>
    {
        public Definition() => EndpointName = Queue;

        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<Probe> consumerConfigurator, IRegistrationContext context) => endpointConfigurator.TakeAnyBody();
    }
}
