using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Tagger;

/// <summary>All that this service registers.</summary>
public static class TaggerService
{
    /// <summary>Adds the Tagger.</summary>
    /// <param name="bus">The bus it works on.</param>
    public static void AddTagger(this IBusRegistrationConfigurator bus) => Stage.Add<TagArticleConsumer, TagArticleDefinition, ArticleTagged>(bus);
}
