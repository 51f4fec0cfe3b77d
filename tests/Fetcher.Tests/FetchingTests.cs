using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>From a dropped address to the message for the next stage, on servers of our own.</summary>
public sealed class FetchingTests
{
    [Fact]
    public async Task A_page_becomes_an_article_with_how_it_was_fetched()
    {
        await using var origin = await Site();
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        var id = await fetchers.Drop(new Uri(origin.Url, "/a"));
        var article = await fetchers.Article();

        article.Headline.ShouldBe("The ferry to /a runs again");
        (article.Intake.Kind, article.Intake.MessageId).ShouldBe(("url", id));
        article.Fetch.ShouldNotBeNull().FinalUrl.ShouldBe($"{origin.Url}a");
        origin.Requests.Select(request => request.Path).ShouldBe(["/robots.txt", "/a"]);
    }

    [Fact]
    public async Task Redirects_are_followed_one_request_at_a_time_and_remembered()
    {
        await using var other = await Site();
        await using var origin = await Origin.Start((context, _) =>
        {
            if (context.Request.Path == "/robots.txt") return NotFound(context);
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : $"{other.Url}c?x=1");
            return Task.CompletedTask;
        });
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin, other));

        await fetchers.Drop(new Uri(origin.Url, "/a"));
        var fetch = (await fetchers.Article()).Fetch.ShouldNotBeNull();

        fetch.RequestedUrl.ShouldBe($"{origin.Url}a");
        fetch.Redirects.ShouldBe([$"{origin.Url}b", $"{other.Url}c?x=1"]);
        fetch.FinalUrl.ShouldBe($"{other.Url}c?x=1");
        other.Requests.Select(request => request.Path).ShouldBe(["/robots.txt", "/c"]);
    }

    [Theory]
    [InlineData("/again", "The page redirects more than 5 times.")]
    [InlineData("ftp://example.org/", "The scheme ftp is not fetched")]
    [InlineData("http://user:pw@127.0.0.1/", "carries user information")]
    [InlineData("http://127.0.0.1:22/", "Port 22")]
    public async Task A_redirect_to_where_no_page_is_is_given_up(string to, string reason)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            if (context.Request.Path == "/robots.txt") return NotFound(context);
            context.Response.Redirect(to);
            return Task.CompletedTask;
        });
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(origin.Url);
        var (message, cause) = await fetchers.Quarantined();

        cause.ShouldBeOfType<PageRefusedException>().Message.ShouldContain(reason);
        System.Text.Encoding.UTF8.GetString(message.Body).ShouldBe(origin.Url.AbsoluteUri);
    }

    [Fact]
    public async Task What_robots_txt_does_not_allow_is_never_asked_for()
    {
        await using var origin = await Site(robots: "User-agent: *\nDisallow: /\n\nUser-agent: ingestpipeline\nDisallow: /private");
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(new Uri(origin.Url, "/private/a"));
        await fetchers.Drop(new Uri(origin.Url, "/public/a"));

        (await fetchers.Quarantined()).Cause.ShouldBeOfType<PageRefusedException>().Reason.ShouldBe("robots");
        (await fetchers.Article()).Fetch!.FinalUrl.ShouldEndWith("/public/a");
        origin.Requests.Select(request => request.Path).ShouldBe(["/robots.txt", "/public/a"]);
    }

    [Fact]
    public async Task A_host_whose_robots_txt_fails_allows_nothing_until_it_can_be_read()
    {
        var asked = 0;
        await using var origin = await Origin.Start((context, _) =>
        {
            if (context.Request.Path != "/robots.txt") return Story(context);
            context.Response.StatusCode = ++asked < 3 ? 503 : 404;
            return Task.CompletedTask;
        });
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(new Uri(origin.Url, "/a"));
        await fetchers.Article();

        origin.Requests.Select(request => request.Path).ShouldBe(["/robots.txt", "/robots.txt", "/robots.txt", "/a"]);
    }

    [Fact]
    public async Task A_page_that_stays_away_is_tried_again_and_then_given_up_with_the_last_reason()
    {
        await using var origin = await Site(status: 500);
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(new Uri(origin.Url, "/a"));
        var (_, cause) = await fetchers.Quarantined();

        cause.ShouldBeOfType<PageUnavailableException>().Reason.ShouldBe("status-500");
        origin.Requests.Count(request => request.Path == "/a").ShouldBe(3);
    }

    [Fact]
    public async Task A_dead_host_costs_a_few_requests_however_many_pages_wait_for_it()
    {
        var origin = await Site();
        var (url, options) = (origin.Url, Fetchers.Options(origin));
        await origin.DisposeAsync();
        await using var fetchers = await Fetchers.Start(options);

        for (var i = 0; i < 20; i++) await fetchers.Drop(new Uri(url, $"/{i}"));
        var causes = new List<Exception>();
        while (causes.Count < 20) causes.Add((await fetchers.Quarantined()).Cause);

        causes.ShouldAllBe(cause => cause is PageUnavailableException && cause.Message.Contains("No answer"));
        await fetchers.NothingWaits();
    }

    [Fact]
    public async Task What_a_server_asks_for_is_waited_for_by_that_page_and_no_other()
    {
        var first = true;
        await using var origin = await Origin.Start((context, _) =>
        {
            if (context.Request.Path == "/robots.txt") return NotFound(context);
            if (context.Request.Path != "/late" || !first) return Story(context);
            first = false;
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(new Uri(origin.Url, "/late"));
        await fetchers.Drop(new Uri(origin.Url, "/other"));

        (await fetchers.Article()).Fetch!.FinalUrl.ShouldEndWith("/other");
        (await fetchers.Article()).Fetch!.FinalUrl.ShouldEndWith("/late");
    }

    [Fact]
    public async Task One_host_is_asked_for_one_thing_at_a_time_and_no_faster_than_agreed_however_many_fetchers_there_are()
    {
        var (spans, inside, together) = (new ConcurrentQueue<(long From, long To)>(), 0, false);
        await using var origin = await Origin.Start(async (context, _) =>
        {
            var from = Stopwatch.GetTimestamp();
            together |= Interlocked.Increment(ref inside) > 1;
            if (context.Request.Path == "/robots.txt") await NotFound(context);
            else await Story(context);
            Interlocked.Decrement(ref inside);
            if (context.Request.Path != "/robots.txt") spans.Enqueue((from, Stopwatch.GetTimestamp()));
        });
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin), count: 3);

        for (var i = 0; i < 12; i++) await fetchers.Drop(new Uri(origin.Url, $"/{i}"));
        for (var i = 0; i < 12; i++) await fetchers.Article();

        together.ShouldBeFalse();
        var requests = spans.OrderBy(span => span.From).ToList();
        requests.Zip(requests.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one.From, next.From)).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task A_slow_host_holds_up_no_other()
    {
        var release = new TaskCompletionSource();
        await using var slow = await Origin.Start(async (context, _) =>
        {
            await release.Task;
            await Story(context);
        });
        await using var quick = await Site();
        await using var fetchers = await Fetchers.Start(Fetchers.Options(slow, quick));

        for (var i = 0; i < 5; i++) await fetchers.Drop(new Uri(slow.Url, $"/{i}"));
        for (var i = 0; i < 5; i++) await fetchers.Drop(new Uri(quick.Url, $"/{i}"));
        for (var i = 0; i < 5; i++) (await fetchers.Article()).Fetch!.FinalUrl.ShouldStartWith(quick.Url.AbsoluteUri);
        release.SetResult();
        for (var i = 0; i < 5; i++) (await fetchers.Article()).Fetch!.FinalUrl.ShouldStartWith(slow.Url.AbsoluteUri);
    }

    [Fact]
    public async Task A_page_that_is_no_article_is_given_up_and_its_neighbour_goes_on()
    {
        await using var origin = await Origin.Start((context, _) => context.Request.Path == "/deep"
            ? Origin.Html(context, string.Concat(Enumerable.Repeat("<div>", 60_000))) : context.Request.Path == "/robots.txt" ? NotFound(context) : Story(context));
        await using var fetchers = await Fetchers.Start(Fetchers.Options(origin));

        await fetchers.Drop(new Uri(origin.Url, "/deep"));
        await fetchers.Drop(new Uri(origin.Url, "/a"));

        (await fetchers.Quarantined()).Cause.ShouldBeOfType<NoArticleException>().Reason.ShouldBe("too-deep");
        (await fetchers.Article()).Fetch!.FinalUrl.ShouldEndWith("/a");
    }

    [Fact]
    public async Task Without_a_contact_addresses_are_given_up_and_text_goes_on()
    {
        await using var fetchers = await Fetchers.Start(new FetcherOptions());

        await fetchers.Drop("https://example.org/a");
        await fetchers.Drop("""{"text": "The ferry runs again.\n\nIt had waited for the tide since Monday, the harbour office said.", "id": "a"}""");

        (await fetchers.Quarantined()).Cause.ShouldBeOfType<NoContactException>().Message.ShouldContain("Fetcher__Contact");
        (await fetchers.Article()).Intake.Kind.ShouldBe("text");
    }

    [Fact]
    public async Task A_kept_page_is_worked_on_again_without_asking_its_server()
    {
        await using var origin = await Site();
        await using var fetchers = await Fetchers.Start(With(Fetchers.Options(origin), keep: true));
        await fetchers.Drop(new Uri(origin.Url, "/a"));
        var first = await fetchers.Article();
        await fetchers.NothingWaits();
        var page = Some.Job(new Uri(origin.Url, "/a")).PageId;

        await fetchers.Drop($$"""{"page": "{{page}}"}""");
        var again = await fetchers.Article();

        (again.ArticleId, again.Text, again.Fetch, again.Intake).ShouldBe((first.ArticleId, first.Text, again.Fetch, first.Intake));
        origin.Requests.Count(request => request.Path == "/a").ShouldBe(1);
        await fetchers.Drop("""{"page": "00000000-0000-0000-0000-000000000001"}""");
        (await fetchers.Quarantined()).Cause.Message.ShouldContain("is not kept");
    }

    [Fact]
    public async Task A_kept_page_that_has_not_changed_is_not_sent_again_and_comes_out_all_the_same()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            if (context.Request.Path == "/robots.txt") return NotFound(context);
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch != "\"v1\"") return Story(context);
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        await using var fetchers = await Fetchers.Start(With(Fetchers.Options(origin), keep: true));
        await fetchers.Drop(new Uri(origin.Url, "/a"));
        var first = await fetchers.Article();
        await fetchers.NothingWaits();

        await fetchers.Drop(new Uri(origin.Url, "/a"));
        var again = await fetchers.Article();

        again.Text.ShouldBe(first.Text);
        origin.Requests[^1].Headers["If-None-Match"].ShouldBe("\"v1\"");
    }

    private static FetcherOptions With(FetcherOptions options, bool keep) => new()
    {
        Contact = options.Contact,
        AllowPrivateAddresses = options.AllowPrivateAddresses,
        Ports = options.Ports,
        HostInterval = options.HostInterval,
        KeepPages = keep,
    };

    private static Task<Origin> Site(string? robots = null, int status = 200) => Origin.Start((context, _) =>
    {
        if (context.Request.Path == "/robots.txt") return robots is null ? NotFound(context) : context.Response.WriteAsync(robots);
        if (status == 200) return Story(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static Task Story(HttpContext context) => Origin.Html(context,
        $"<html><head><title>The ferry to {context.Request.Path} runs again</title></head><body><article><h1>The ferry to {context.Request.Path} runs again</h1>" +
        string.Concat(Enumerable.Range(1, 5).Select(i => $"<p>The ferry to {context.Request.Path} had waited for the tide since Monday, and on day {i} the harbour office said that it would run again before the week was over.</p>")) +
        "</article></body></html>");
}
