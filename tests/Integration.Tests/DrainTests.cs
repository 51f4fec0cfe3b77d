using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using MassTransit;

namespace IngestPipeline.Integration.Tests;

/// <summary>A service that is told to stop under load.</summary>
public sealed class DrainTests(Servers servers)
{
    [Fact]
    public async Task It_finishes_what_it_holds_and_leaves_the_rest()
    {
        const int Articles = 600;
        var virtualHost = await servers.Broker.VirtualHost("drain");
        var postgres = await servers.Database.Create("drain");
        await using var wire = await Wire.Open(virtualHost);
        var inbox = await wire.Listen("IngestPipeline.Contracts:ArticleDeduplicated");
        await using (var feeder = await HostedStage.Start(bus => bus.AddFetcher(), virtualHost, postgres))
            await Task.WhenAll(Enumerable.Range(0, Articles).Select(number => feeder.Bus.Publish(Some.Fetched(number, Some.Words(number, 150)), TestContext.Current.CancellationToken)));
        var handed = new HashSet<string>(StringComparer.Ordinal);

        int exit;
        await using (var first = await ServiceProcess.Start("Deduplicator", virtualHost, postgres))
        {
            await inbox.Until(message => handed.Add((string)message.Message["article"]!["articleId"]!));
            exit = await first.Terminate();
            exit.ShouldBe(0, first.Log);
        }
        var left = await wire.Count("deduplicate-article");
        foreach (var message in inbox.Rest())
            handed.Add((string)message.Message["article"]!["articleId"]!);
        ((int)left + handed.Count).ShouldBe(Articles, "nothing is both done and still waiting, and nothing is gone");
        await using var second = await ServiceProcess.Start("Deduplicator", virtualHost, postgres);
        if (left > 0)
            await inbox.Until(message => handed.Add((string)message.Message["article"]!["articleId"]!) && handed.Count == Articles);

        handed.Count.ShouldBe(Articles);
    }
}
