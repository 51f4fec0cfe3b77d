using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>All that this service registers.</summary>
public static class FetcherService
{
    /// <summary>Adds the Fetcher and its database.</summary>
    /// <param name="bus">The bus it works on.</param>
    public static void AddFetcher(this IBusRegistrationConfigurator bus)
    {
        bus.AddDatabase();
        bus.AddOptions<FetcherOptions>().BindConfiguration("Fetcher").ValidateOnStart();
        bus.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetcherOptions>, FetcherOptionsValidator>());
        bus.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetcherOptions>, FetcherEnvironmentValidator>());
        bus.TryAddSingleton<PageClient>();
        bus.TryAddSingleton<Robots>();
        bus.TryAddSingleton<Schedule>();
        bus.TryAddSingleton<PageStore>();
        bus.TryAddSingleton<ArticleHandOver>();
        bus.TryAddSingleton<PageFetch>();
        bus.TryAddSingleton<FeedStore>();
        bus.TryAddSingleton<FeedPoll>();
        bus.AddHostedService<Fetching>();
        Stage.Add<IntakeConsumer, IntakeDefinition, ArticleFetched>(bus);
    }
}
