using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Tagger;

/// <summary>All that this service registers.</summary>
public static class TaggerService
{
    /// <summary>Adds the Tagger and its database.</summary>
    /// <param name="bus">The bus it works on.</param>
    public static void AddTagger(this IBusRegistrationConfigurator bus)
    {
        bus.AddDatabase();
        Stage.Add<TagArticleConsumer, TagArticleDefinition, ArticleTagged>(bus);
    }
}
