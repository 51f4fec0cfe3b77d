using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IngestPipeline.Publisher;

/// <summary>All that this service registers.</summary>
public static class PublisherService
{
    /// <summary>Adds the Publisher and its database.</summary>
    /// <param name="bus">The bus it works on.</param>
    public static void AddPublisher(this IBusRegistrationConfigurator bus)
    {
        bus.AddDatabase();
        bus.TryAddSingleton<PublicationStore>();
        Stage.Add<PublishArticleConsumer, PublishArticleDefinition, PublishedArticle>(bus);
    }
}
