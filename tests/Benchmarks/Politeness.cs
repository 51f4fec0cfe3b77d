using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Contracts;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Benchmarks;

/// <summary>Two Fetchers on one database fetch many pages of many servers of all kinds: whether any server is asked faster than agreed, whether every page
/// is fetched or given up with a reason, and whether slow servers hold up quick ones.</summary>
internal sealed class Politeness : IQuarantine
{
    private readonly ConcurrentDictionary<int, (int Fetched, TimeSpan Last)> fetched = new();
    private readonly ConcurrentDictionary<int, ConcurrentDictionary<string, int>> givenUp = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private int over;

    /// <param name="hosts">Servers.</param>
    /// <param name="pages">Pages of each.</param>
    /// <param name="interval">Time between two requests to one server.</param>
    /// <param name="postgres">Connection string of an empty database; null for SQLite.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<int> Run(int hosts, int pages, TimeSpan interval, string? postgres, CancellationToken token)
    {
        await using var town = await Town.Open(hosts, TimeSpan.FromSeconds(1), token);
        var folder = Directory.CreateTempSubdirectory("polite-");
        await using var database = postgres is null ? Database.Sqlite(Path.Combine(folder.FullName, "polite.db")) : Database.Postgres(postgres);
        var run = new Politeness();
        var options = new FetcherOptions { Contact = "https://example.org/", AllowPrivateAddresses = true, Ports = [.. town.Hosts.Select(host => host.Port)], HostInterval = interval, Retries = 3, RetryDelay = TimeSpan.FromMilliseconds(500) };
        var fetchers = new[] { run.Fetcher(database, options), run.Fetcher(database, options) };
        foreach (var fetcher in fetchers) await fetcher.StartAsync(token);
        var endpoint = await fetchers[0].Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{Names.Intake}"));
        for (var page = 0; page < pages; page++)
            foreach (var host in town.Hosts) await Drop(endpoint, new Uri($"http://127.0.0.1:{host.Port}/{page}"), token);
        long peak = 0;
        while (run.over < hosts * pages)
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            // Memory is sampled: nothing tells of a peak.
            await Task.Delay(100, token);
        }

        foreach (var fetcher in fetchers) await fetcher.StopAsync(token);
        run.Write(town, pages, interval, peak);
        folder.Delete(recursive: true);
        return 0;
    }

    Task IQuarantine.Keep(HeldMessage message, string queue, Exception cause, CancellationToken cancellationToken)
    {
        var port = new Uri(System.Text.Encoding.UTF8.GetString(message.Body)).Port;
        var reason = cause is PageUnavailableException unavailable ? unavailable.Reason : cause.GetType().Name;
        givenUp.GetOrAdd(port, _ => new(StringComparer.Ordinal)).AddOrUpdate(reason, 1, (_, count) => count + 1);
        Interlocked.Increment(ref over);
        return Task.CompletedTask;
    }

    private static Task Drop(ISendEndpoint endpoint, Uri url, CancellationToken token) => endpoint.Send(new RawSubmission(), send =>
    {
        send.Serializer = new RawJsonSerializer(System.Text.Encoding.UTF8.GetBytes(url.AbsoluteUri));
        send.Headers.Set(Delivery.MessageIdHeader, url.AbsoluteUri);
    }, token);

    private void Write(Town town, int pages, TimeSpan interval, long peak)
    {
        Console.WriteLine("| Servers | Number | Pages | Fetched | Given up | Requests | Least time between two, ms | At once, most | Last page after, s |");
        Console.WriteLine("|---|---:|---:|---:|---|---:|---:|---:|---:|");
        foreach (var kind in town.Hosts.GroupBy(host => host.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var done = kind.Select(host => fetched.GetValueOrDefault(host.Port)).ToList();
            var reasons = kind.SelectMany(host => givenUp.GetValueOrDefault(host.Port, [])).GroupBy(reason => reason.Key).Select(group => $"{group.Sum(reason => reason.Value)} {group.Key}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {kind.Key} | {kind.Count()} | {kind.Count() * pages} | {done.Sum(host => host.Fetched)} | {string.Join(", ", reasons)} | {kind.Sum(host => host.Requests)} | {kind.Min(host => host.LeastGap)?.TotalMilliseconds:F1} | {kind.Max(host => host.Most)} | {done.Max(host => host.Last).TotalSeconds:F1} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"agreed: {interval.TotalMilliseconds:F0} ms between the end of one request and the next; {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s in all, peak {peak / 1e6:F0} MB with the servers in the process"));
    }

    private IHost Fetcher(Database database, FetcherOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<IQuarantine>(this);
        builder.Services.AddInMemoryBus(
            bus =>
            {
                bus.AddFetcher();
                bus.AddSingleton(Options.Create(options));
            },
            (_, memory) => memory.ReceiveEndpoint("fetched", endpoint => endpoint.Handler<ArticleFetched>(context =>
            {
                fetched.AddOrUpdate(new Uri(context.Message.Fetch!.RequestedUrl).Port, (1, Stopwatch.GetElapsedTime(began)), (_, host) => (host.Fetched + 1, Stopwatch.GetElapsedTime(began)));
                Interlocked.Increment(ref over);
                return Task.CompletedTask;
            })));
        builder.Services.Configure<MassTransitHostOptions>(host => host.WaitUntilStarted = true);
        return builder.Build();
    }
}
