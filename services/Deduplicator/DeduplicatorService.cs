using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IngestPipeline.Deduplicator;

/// <summary>All that this service registers.</summary>
public static class DeduplicatorService
{
    /// <summary>Adds the Deduplicator and its database.</summary>
    /// <param name="bus">The bus it works on.</param>
    public static void AddDeduplicator(this IBusRegistrationConfigurator bus)
    {
        bus.AddDatabase();
        bus.TryAddSingleton(TimeProvider.System);
        bus.TryAddSingleton<IStore, SqlStore>();
        bus.TryAddSingleton<Texts>();
        bus.TryAddSingleton<FurnitureBook>();
        bus.TryAddSingleton<Search>();
        bus.TryAddSingleton<Deduplication>();
        bus.TryAddSingleton<Batches>();
        bus.TryAddSingleton<TermStore>();
        bus.TryAddSingleton<DocumentFrequencies>();
        bus.TryAddSingleton<TermCounter>();
        bus.AddHostedService(provider => provider.GetRequiredService<TermCounter>());
        bus.AddHostedService(provider => provider.GetRequiredService<Batches>());
        bus.AddHostedService<Forgetting>();
        bus.AddHostedService<Sweeping>();
        Stage.Add<DeduplicateArticleConsumer, DeduplicateArticleDefinition, ArticleDeduplicated>(bus);
    }
}
