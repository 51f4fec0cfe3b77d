using System.Text;
using Microsoft.AspNetCore.Http;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>From a followed feed to the articles it names, on servers of our own.</summary>
public sealed class FeedPollTests
{
    private const string Printed = "Tue, 03 Mar 2026 09:30:00 +0100";

    [Fact]
    public async Task What_a_feed_names_is_fetched_once_and_carries_what_the_feed_says()
    {
        await using var site = await Site.Start("one", "two");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, site.Feed);

        var articles = new[] { await fetchers.Article(), await fetchers.Article() };
        var first = await fetchers.Polled(site.Feed);
        await fetchers.PollAgain(site.Feed);
        var second = await fetchers.Polled(site.Feed, first);

        articles.Select(article => article.Headline).Order().ShouldBe(["The pier at one is open", "The pier at two is open"]);
        var one = articles.Single(article => article.Headline.Contains("one"));
        one.Intake.Kind.ShouldBe("feed");
        var evidence = one.Feed.ShouldNotBeNull();
        (evidence.Url, evidence.EntryId, evidence.PublishedRaw, evidence.PublishedAt).ShouldBe((site.Feed.AbsoluteUri, "id-one", Printed, DateTimeOffset.Parse("2026-03-03T08:30:00Z", System.Globalization.CultureInfo.InvariantCulture)));
        (one.Times.PublishedAt, one.Times.PublishedSource).ShouldBe((evidence.PublishedAt, "feed"));
        first.ShouldStartWith("2 new of 2. 0");
        second.ShouldStartWith("Nothing new. 0");
        site.Origin.Requests.Count(request => request.Path.StartsWith("/story", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_is_new_or_has_changed_is_fetched_again()
    {
        await using var site = await Site.Start("one", "two");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, site.Feed);
        await fetchers.Article();
        await fetchers.Article();
        var before = await fetchers.Polled(site.Feed);

        site.Entries = ["one", "two!", "three"];
        await fetchers.PollAgain(site.Feed);
        var headlines = new[] { (await fetchers.Article()).Headline, (await fetchers.Article()).Headline };

        headlines.Order().ShouldBe(["The pier at three is open", "The pier at two is open"]);
        (await fetchers.Polled(site.Feed, before)).ShouldStartWith("2 new of 3.");
    }

    [Fact]
    public async Task An_article_that_two_feeds_name_is_fetched_once()
    {
        await using var site = await Site.Start("one");
        var other = new Uri(site.Origin.Url, "/feed/other");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, site.Feed, other);

        await fetchers.Article();
        string[] said = [await fetchers.Polled(site.Feed), await fetchers.Polled(other)];

        said.Select(outcome => outcome[..10]).Order().ShouldBe(["0 new of 1", "1 new of 1"]);
    }

    [Fact]
    public async Task A_feed_that_fails_is_asked_for_less_often_and_says_why()
    {
        await using var site = await Site.Start("one");
        site.Status = 500;
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, site.Feed);

        var first = await fetchers.Polled(site.Feed);
        await fetchers.PollAgain(site.Feed);
        var second = await fetchers.Polled(site.Feed, first);
        site.Status = 200;
        await fetchers.PollAgain(site.Feed);

        first.ShouldBe("127.0.0.1 answered with status 500. 1 20");
        second.ShouldBe("127.0.0.1 answered with status 500. 2 40");
        (await fetchers.Polled(site.Feed, second)).ShouldBe("1 new of 1. 0 20");
    }

    [Fact]
    public async Task A_page_in_place_of_a_feed_is_said_to_be_none()
    {
        await using var site = await Site.Start("one");
        var page = new Uri(site.Origin.Url, "/story/one");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, page);

        (await fetchers.Polled(page)).ShouldContain("no feed");
    }

    [Fact]
    public async Task A_feed_that_moved_is_followed_there_and_asked_for_at_its_own_address_again()
    {
        await using var site = await Site.Start("one");
        var old = new Uri(site.Origin.Url, "/moved");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, old);

        await fetchers.Article();
        var first = await fetchers.Polled(old);
        await fetchers.PollAgain(old);
        await fetchers.Polled(old, first);

        site.Origin.Requests.Count(request => request.Path == "/moved").ShouldBe(2);
    }

    [Fact]
    public async Task What_is_followed_no_longer_is_asked_for_no_longer()
    {
        await using var site = await Site.Start("one");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(site.Origin), 1, site.Feed);
        await fetchers.Article();
        await fetchers.Polled(site.Feed);

        await fetchers.Execute("delete from feeds", new { });
        await fetchers.PollAgain(site.Feed);
        await fetchers.NoFeedWaits();

        site.Origin.Requests.Count(request => request.Path == "/feed").ShouldBe(1);
    }

    private sealed class Site : IAsyncDisposable
    {
        private Site(Origin origin) => Origin = origin;

        public Origin Origin { get; }

        public Uri Feed => new(Origin.Url, "/feed");

        public string[] Entries { get; set; } = [];

        public int Status { get; set; } = 200;

        public static async Task<Site> Start(params string[] entries)
        {
            Site site = null!;
            site = new(await Origin.Start((context, _) => site.Answer(context))) { Entries = entries };
            return site;
        }

        public ValueTask DisposeAsync() => Origin.DisposeAsync();

        private Task Answer(HttpContext context)
        {
            var path = context.Request.Path.Value!;
            if (path == "/moved") context.Response.Redirect("/feed");
            else if (path.StartsWith("/feed", StringComparison.Ordinal)) return Rss(context);
            else if (path.StartsWith("/story/", StringComparison.Ordinal)) return Story(context, path["/story/".Length..]);
            else context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        // An entry with an exclamation mark is the same, with another headline.
        private async Task Rss(HttpContext context)
        {
            context.Response.StatusCode = Status;
            if (Status != 200) return;
            var tag = $"\"{string.Join('-', Entries)}\"";
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return;
            }

            context.Response.Headers.ETag = tag;
            context.Response.ContentType = "application/rss+xml";
            var items = Entries.Select(entry => entry.TrimEnd('!')).Zip(Entries, (name, entry) => $"<item><title>Pier: {entry}</title><link>/story/{name}?utm_source=rss</link><guid isPermaLink=\"false\">id-{name}</guid><pubDate>{Printed}</pubDate></item>");
            await context.Response.WriteAsync($"<rss version=\"2.0\"><channel><title>Piers</title><link>{Origin.Url}</link>{string.Concat(items)}</channel></rss>", Encoding.UTF8);
        }

        private static Task Story(HttpContext context, string name) => Origin.Html(context,
            $"<html><head><title>The pier at {name} is open</title></head><body><article><h1>The pier at {name} is open</h1>" +
            string.Concat(Enumerable.Range(1, 5).Select(i => $"<p>The pier at {name} had been closed since the storm, and on day {i} the harbour office said that it would be open before the week was over.</p>")) +
            "</article></body></html>");
    }
}
