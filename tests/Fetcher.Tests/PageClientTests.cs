using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher.Tests;

public sealed class PageClientTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_comes_with_what_its_server_said_of_it()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Tue, 20 Aug 2024 10:00:00 GMT";
            return Origin.Html(context, "<p>Hello</p>");
        });
        using var client = Client(origin);

        var page = await client.Get(new Uri(origin.Url, "/a"), Token);

        Encoding.UTF8.GetString(page.Body.Span).ShouldBe("<p>Hello</p>");
        (page.Status, page.ContentType, page.Charset, page.ETag, page.LastModified).ShouldBe((200, "text/html", "utf-8", "\"v1\"", "Tue, 20 Aug 2024 10:00:00 GMT"));
        page.FinalUrl.AbsolutePath.ShouldBe("/a");
        origin.Requests.ShouldHaveSingleItem().Headers["User-Agent"].ShouldBe("IngestPipeline/0.1 (+https://example.org/contact)");
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again()
    {
        await using var origin = await Origin.Start((context, number) =>
        {
            if (number > 2) return Origin.Html(context, "<p>Hello</p>");
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        (await client.Get(origin.Url, Token)).Status.ShouldBe(200);

        origin.Requests.Count.ShouldBe(3);
    }

    [Theory, InlineData(503), InlineData(429), InlineData(408)]
    public async Task A_fault_that_stays_is_left_to_the_message(int status)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var fault = await Should.ThrowAsync<PageUnavailableException>(() => client.Get(origin.Url, Token));

        (fault.Reason, fault.RetryAfter).ShouldBe(($"status-{status}", TimeSpan.FromHours(1)));
        origin.Requests.Count.ShouldBe(4);
    }

    [Theory, InlineData(404), InlineData(403), InlineData(410)]
    public async Task A_refusal_is_not_tried_again(int status)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var refusal = await Should.ThrowAsync<PageRefusedException>(() => client.Get(new Uri(origin.Url, "/secret?key=1"), Token));

        refusal.Reason.ShouldBe($"status-{status}");
        refusal.Message.ShouldNotContain("key=1");
        origin.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Redirects_are_followed_and_remembered()
    {
        await using var origin = await Origin.Start((context, number) =>
        {
            if (number > 2) return Origin.Html(context, "<p>Hello</p>");
            context.Response.Redirect(number == 1 ? "/b" : "c?x=1");
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var page = await client.Get(new Uri(origin.Url, "/a"), Token);

        page.Redirects.Select(url => url.PathAndQuery).ShouldBe(["/b", "/c?x=1"]);
        page.FinalUrl.PathAndQuery.ShouldBe("/c?x=1");
        page.RequestedUrl.PathAndQuery.ShouldBe("/a");
    }

    [Theory]
    [InlineData("ftp://example.org/", "scheme")]
    [InlineData("http://user:pw@127.0.0.1/", "user-info")]
    [InlineData("http://127.0.0.1:22/", "port")]
    public async Task A_redirect_to_where_no_page_is_is_refused(string to, string reason)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.Redirect(to);
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe("redirects");
        origin.Requests.Count.ShouldBe(6);
    }

    [Theory, InlineData("http://127.0.0.1:{0}/"), InlineData("http://localhost:{0}/"), InlineData("http://[::ffff:127.0.0.1]:{0}/"), InlineData("http://2130706433:{0}/")]
    public async Task A_private_address_is_refused_by_whatever_name(string url)
    {
        await using var origin = await Origin.Start((context, _) => Origin.Html(context, "<p>Secret</p>"));
        using var client = Client(origin, allowPrivate: false);
        var address = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, origin.Url.Port));

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(address, Token))).Reason.ShouldBe("private-address");

        origin.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bomb_is_stopped()
    {
        var zeros = new byte[50_000_000];
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(zeros, Token);
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(packed.ToArray(), Token).AsTask();
        });
        using var client = Client(origin);

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe("bomb");
    }

    [Theory, InlineData("gzip"), InlineData("br"), InlineData("deflate")]
    public async Task A_compressed_page_is_read(string encoding)
    {
        var packed = new MemoryStream();
        Stream pack = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Optimal, true), "br" => new BrotliStream(packed, CompressionLevel.Optimal, true), _ => new ZLibStream(packed, CompressionLevel.Optimal, true) };
        await using (pack) await pack.WriteAsync(Encoding.UTF8.GetBytes("<p>Hello</p>"), Token);
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(packed.ToArray(), Token).AsTask();
        });
        using var client = Client(origin);

        Encoding.UTF8.GetString((await client.Get(origin.Url, Token)).Body.Span).ShouldBe("<p>Hello</p>");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_page_over_the_limit_is_stopped_announced_or_not(bool announced)
    {
        await using var origin = await Origin.Start(async (context, _) =>
        {
            context.Response.ContentType = "text/html";
            if (announced) context.Response.ContentLength = 6_000_000;
            try
            {
                for (var i = 0; i < 60; i++) await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
            }
        });
        using var client = Client(origin);

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe("too-big");
    }

    [Fact]
    public async Task A_page_that_is_no_text_is_refused()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.ContentType = "application/pdf";
            return context.Response.WriteAsync("%PDF-1.7", Token);
        });
        using var client = Client(origin);

        (await Should.ThrowAsync<PageRefusedException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe("not-html");
    }

    [Fact]
    public async Task Third_parties_are_not_told_of_our_traces()
    {
        await using var origin = await Origin.Start((context, _) => Origin.Html(context, "<p>Hello</p>"));
        using var client = Client(origin);
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);

        using (source.StartActivity("fetch")) await client.Get(origin.Url, Token);

        origin.Requests.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain(header => header.StartsWith("trace", StringComparison.OrdinalIgnoreCase) || header == "Request-Id" || header == "baggage");
    }

    [Fact]
    public async Task A_host_that_keeps_failing_is_left_alone()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        using var client = Client(origin, breakAfter: 4);
        await Should.ThrowAsync<PageUnavailableException>(() => client.Get(origin.Url, Token));

        (await Should.ThrowAsync<PageUnavailableException>(() => client.Get(origin.Url, Token))).Reason.ShouldBe("circuit-open");

        origin.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Nobody_there_is_a_passing_fault()
    {
        var origin = await Origin.Start((_, _) => Task.CompletedTask);
        var url = origin.Url;
        using var client = Client(origin);
        await origin.DisposeAsync();

        (await Should.ThrowAsync<PageUnavailableException>(() => client.Get(url, Token))).Reason.ShouldBe("connection");
    }

    [Fact]
    public async Task Without_a_contact_nothing_is_fetched()
    {
        using var client = new PageClient(Options.Create(new FetcherOptions()), TimeProvider.System);

        (await Should.ThrowAsync<NoContactException>(() => client.Get(new Uri("https://example.org/"), Token))).Message.ShouldContain("Fetcher:Contact");
    }

    private static PageClient Client(Origin origin, bool allowPrivate = true, int breakAfter = 100) => new(
        Options.Create(new FetcherOptions
        {
            Contact = "https://example.org/contact",
            Ports = [origin.Url.Port],
            AllowPrivateAddresses = allowPrivate,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            BreakAfter = breakAfter,
        }),
        TimeProvider.System);
}
