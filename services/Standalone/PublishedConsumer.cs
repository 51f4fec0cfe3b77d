using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Standalone;

/// <summary>Takes what the Publisher publishes.</summary>
internal sealed class PublishedConsumer(Ledger ledger) : IConsumer<PublishedArticle>
{
    public Task Consume(ConsumeContext<PublishedArticle> context) => ledger.Add(Published.Read(context.ReceiveContext.Body.GetBytes()));

    internal sealed class Definition : ConsumerDefinition<PublishedConsumer>
    {
        public Definition() => EndpointName = "standalone-published";

        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<PublishedConsumer> consumerConfigurator, IRegistrationContext context)
        {
            endpointConfigurator.TakeAnyBody();
            endpointConfigurator.ConcurrentMessageLimit = 1; // One line after another.
            ((IInMemoryReceiveEndpointConfigurator)endpointConfigurator).Bind(Names.Articles, MassTransit.Transports.Fabric.ExchangeType.Topic, "#");
        }
    }
}
