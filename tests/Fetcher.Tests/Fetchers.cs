using System.Threading.Channels;
using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using IngestPipeline.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>Fetchers as they run, on one database, each on a bus of its own in memory; what comes out of them all.</summary>
internal sealed class Fetchers : IQuarantine, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Channel<ArticleFetched> articles = Channel.CreateUnbounded<ArticleFetched>();
    private readonly Channel<(HeldMessage Message, Exception Cause)> quarantined = Channel.CreateUnbounded<(HeldMessage, Exception)>();
    private readonly List<IHost> hosts = [];
    private int dropped;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Fetchers() => Database = Storage.Database.Sqlite(Path.Combine(folder.Path, "fetchers.db"));

    public Storage.Database Database { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Fetchers> Start(FetcherOptions options, int count = 1, params Uri[] feeds)
    {
        var fetchers = new Fetchers();
        await Storage.Schema.Apply(fetchers.Database, Token);
        foreach (var feed in feeds) await fetchers.Execute("insert into feeds (feed_id, url, added_at) values (@id, @url, '2026-01-01T00:00:00Z')", new { id = FeedId(feed), url = feed.AbsoluteUri });
        for (var i = 0; i < count; i++)
        {
            var host = fetchers.Host(options);
            fetchers.hosts.Add(host);
            await host.StartAsync(Token);
        }

        return fetchers;
    }

    public static FetcherOptions Options(params Origin[] origins) => new()
    {
        Contact = "https://example.org/contact",
        AllowPrivateAddresses = true,
        Ports = [.. origins.Select(origin => origin.Url.Port)],
        HostInterval = TimeSpan.FromMilliseconds(20),
        RetryDelay = TimeSpan.FromMilliseconds(5),
        Retries = 2,
    };

    /// <summary>Drops an address, or any other body.</summary>
    /// <returns>Its message id.</returns>
    public async Task<string> Drop(string body)
    {
        var id = $"drop-{Interlocked.Increment(ref dropped)}";
        var endpoint = await hosts[0].Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{Names.Intake}"));
        await endpoint.Send(new RawSubmission(), send =>
        {
            send.Serializer = new RawJsonSerializer(System.Text.Encoding.UTF8.GetBytes(body));
            send.Headers.Set(Delivery.MessageIdHeader, id);
        }, Token);
        return id;
    }

    public Task<string> Drop(Uri url) => Drop(url.AbsoluteUri);

    public async Task<ArticleFetched> Article() => await articles.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

    public async Task<(HeldMessage Message, Exception Cause)> Quarantined() => await quarantined.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);

    /// <summary>Returns when no page is on the schedule any more.</summary>
    public async Task NothingWaits()
    {
        var schedule = hosts[0].Services.GetRequiredService<Schedule>();
        await Until(async () => !await schedule.HasPages(Token));
    }

    /// <summary>Lets a feed that was polled be polled again at once.</summary>
    public async Task PollAgain(Uri feed)
    {
        // Noted is not given back yet.
        await Until(async () =>
        {
            await using var connection = await Database.Source.OpenConnectionAsync(Token);
            return await connection.ExecuteScalarAsync<bool>("select not exists (select 1 from fetches where lost > 0) and not exists (select 1 from hosts where lease is not null)");
        });
        await Execute("update fetches set due_at = 0 where fetch_id = @id", new { id = FeedId(feed) });
        await Execute("update hosts set due_at = 0 where due_at is not null", new { });
    }

    /// <summary>What the list of feeds says of one, when it says something else than before.</summary>
    public async Task<string> Polled(Uri feed, string? before = null)
    {
        string? said = null;
        await Until(async () =>
        {
            await using var connection = await Database.Source.OpenConnectionAsync(Token);
            said = await connection.ExecuteScalarAsync<string?>("select outcome || ' ' || failures || ' ' || (spacing / 60000) from feeds where feed_id = @id", new { id = FeedId(feed) });
            return said is not null && said != before;
        });
        return said!;
    }

    /// <summary>Returns when nothing at all is on the schedule any more.</summary>
    public async Task NoFeedWaits()
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Token);
        await Until(async () => await connection.ExecuteScalarAsync<long>("select count(*) from fetches") == 0);
    }

    public async Task Execute(string sql, object parameters)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Token);
        await connection.ExecuteAsync(sql, parameters);
    }

    // The database tells nobody when it changes.
    private static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!await condition()) await Task.Delay(10, patience.Token);
    }

    public static Guid FeedId(Uri feed) => NameId.Of("feed", feed.AbsoluteUri);

    /// <summary>Stops a fetcher as a deployment does.</summary>
    public Task Stop(int number) => hosts[number].StopAsync(Token);

    Task IQuarantine.Keep(HeldMessage message, string queue, Exception cause, CancellationToken cancellationToken)
    {
        queue.ShouldBe(Names.Intake);
        return quarantined.Writer.WriteAsync((message, cause), cancellationToken).AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        await Database.DisposeAsync();
        folder.Dispose();
    }

    private IHost Host(FetcherOptions options)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Database);
        builder.Services.AddSingleton<IQuarantine>(this);
        builder.Services.AddInMemoryBus(
            bus =>
            {
                bus.AddFetcher();
                bus.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
                // What the intake itself refuses.
                bus.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.ConfigureError(error => error.UseExecuteAsync(async failed =>
                    await quarantined.Writer.WriteAsync((HeldMessage.Of(failed), failed.Exception)))));
            },
            (_, memory) => memory.ReceiveEndpoint("fetched", endpoint => endpoint.Handler<ArticleFetched>(context => articles.Writer.WriteAsync(context.Message).AsTask())));
        builder.Services.Configure<MassTransitHostOptions>(host => host.WaitUntilStarted = true);
        return builder.Build();
    }
}
