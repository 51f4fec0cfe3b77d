using System.Text;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Support;
using IngestPipeline.Tagger;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>A feed file of the tests, followed from <c>ingest feeds add</c> to the published messages on a real broker and database.</summary>
public sealed class FeedsTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_is_followed_to_the_published_messages_and_its_pages_run_again_without_asking_for_them()
    {
        var (virtualHost, database) = (await servers.Broker.VirtualHost("feeds"), await servers.Database.Create("feeds"));
        await RolesTests.Execute(database, await RolesTests.Roles());
        await using var deduplicator = await HostedStage.Start(bus => bus.AddDeduplicator(), virtualHost, RolesTests.As("deduplicator", database));
        var mine = RolesTests.As("fetcher", database);
        await using var site = await Site.Open();
        await using var wire = await Wire.Open(virtualHost);
        var published = await wire.Listen(Names.Articles, ExchangeType.Topic);
        var quarantined = await wire.Listen(Names.Quarantine);
        var options = new FetcherOptions { Contact = "desk@paper.example", AllowPrivateAddresses = true, Ports = [site.Url.Port], HostInterval = TimeSpan.FromMilliseconds(50), KeepPages = true };
        await using var fetcher = await HostedStage.Start(bus =>
        {
            bus.AddFetcher();
            bus.AddSingleton(Options.Create(options));
        }, virtualHost, mine);
        await using var tagger = await HostedStage.Start(bus => bus.AddTagger(), virtualHost, RolesTests.As("tagger", database));
        await using var publisher = await HostedStage.Start(bus => bus.AddPublisher(), virtualHost, RolesTests.As("publisher", database));
        var feed = new Uri(site.Url, "/feed.xml").AbsoluteUri;

        (await Ingest("feeds", "add", feed, "--title", "Harbour Herald", "--postgres", mine)).ExitCode.ShouldBe(0);
        var (ferry, lighthouse) = (await published.Next(message => Title(message).Contains("Ferry")), await published.Next(message => Title(message).Contains("lighthouse")));
        var gone = await quarantined.Next(_ => true);
        var list = await Ingest("feeds", "list", "--postgres", mine);
        var asked = site.Requests.Count;
        var rerun = await Ingest("rerun", "--postgres", mine, "--rabbitmq", virtualHost.ToString());
        await published.Next(message => Title(message).Contains("Ferry"));

        await Validator.Validate([ferry, lighthouse], Path.Combine(Repository.Root, "shared", "Contracts", "enriched-article.schema.json"));
        ((string?)ferry.Json["pipeline"]!["intake"]!["kind"], (string?)ferry.Json["feed"]!["entryId"], (string?)ferry.Json["feed"]!["url"]).ShouldBe(("feed", "herald-1001", feed));
        ((string?)ferry.Json["times"]!["publishedSource"]).ShouldBe("feed");
        gone.Header(Names.ReasonHeader).ShouldNotBeNull().ShouldContain("status 404");
        list.Output.ShouldContain("3 new of 3.");
        site.Requests.ShouldBe(["/robots.txt", "/feed.xml", "/news/ferry", "/news/lighthouse", "/news/gone"], ignoreOrder: true);
        rerun.Output.ShouldContain("2 of 2 kept pages");
        site.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Feeds_are_imported_listed_and_removed()
    {
        var database = await servers.Database.Create("feeds_list");
        await using (var store = Storage.Database.Postgres(database))
            await Storage.Schema.Apply(store, Token);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "feeds.opml");
        folder.Write("feeds.opml", """<opml version="2.0"><body><outline text="Papers"><outline text="Herald" xmlUrl="https://herald.example/rss"/><outline xmlUrl="https://post.example/atom"/></outline></body></opml>""");

        var imported = await Ingest("feeds", "import", file, "--postgres", database);
        var again = await Ingest("feeds", "add", "https://herald.example/rss", "--postgres", database);
        var removed = await Ingest("feeds", "remove", "https://post.example/atom", "--postgres", database);
        var list = await Ingest("feeds", "list", "--postgres", database);

        imported.Output.ShouldContain("2 added, 0 followed already.");
        (again.ExitCode, again.Output).ShouldBe((1, "https://herald.example/rss is followed already\n"));
        removed.ExitCode.ShouldBe(0);
        list.Output.ShouldContain("Herald");
        list.Output.ShouldContain("not yet polled");
        list.Output.ShouldContain("1 feed.");
        (await Ingest("feeds", "add", "ftp://herald.example/", "--postgres", database)).ExitCode.ShouldBe(2);
        (await Ingest("feeds", "list", "--postgres", await servers.Database.Create("feeds_none"))).Error.ShouldContain("no service has run on it yet");
    }

    private static Task<Run> Ingest(params string[] arguments) => Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), arguments));

    private static string Title(Delivered message) => (string?)message.Json["item"]?["headlines"]?[0]?["value"] ?? message.Json.ToJsonString();

    private sealed class Site(WebApplication app) : IAsyncDisposable
    {
        public List<string> Requests { get; } = [];

        public Uri Url => new(app.Urls.First());

        public static async Task<Site> Open()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var site = new Site(builder.Build());
            await site.Start();
            return site;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task Start()
        {
            app.Run(context =>
            {
                lock (Requests)
                    Requests.Add(context.Request.Path);
                return context.Request.Path.Value switch
                {
                    "/feed.xml" => Feed(context),
                    "/news/ferry" => Page(context, "Ferry to the islands runs again", "The ferry to the islands had waited since Monday for the swell to go down"),
                    "/news/lighthouse" => Page(context, "Old lighthouse gets a new lamp", "The lighthouse at the end of the mole was built when ships still carried sails"),
                    _ => NotFound(context),
                };
            });
            return app.StartAsync(Token);
        }

        private async Task Feed(HttpContext context)
        {
            context.Response.ContentType = "application/rss+xml";
            var file = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "harbour-feed.xml"), Token);
            await context.Response.WriteAsync(file.Replace("SITE", Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal), Encoding.UTF8);
        }

        private static Task Page(HttpContext context, string headline, string sentence)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            var days = string.Concat(Enumerable.Range(1, 5).Select(day => $"<p>{sentence}, and on day {day} the harbour office said that nobody on the quay would have to wait much longer.</p>"));
            return context.Response.WriteAsync($"<html lang=\"en\"><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{days}</article></body></html>");
        }

        private static Task NotFound(HttpContext context)
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }
    }
}
