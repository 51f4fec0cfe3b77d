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

        var page = await Get(client, new Uri(origin.Url, "/a"));

        Encoding.UTF8.GetString(page.Body.Span).ShouldBe("<p>Hello</p>");
        (page.Status, page.ContentType, page.Charset, page.ETag, page.LastModified).ShouldBe((200, "text/html", "utf-8", "\"v1\"", "Tue, 20 Aug 2024 10:00:00 GMT"));
        page.FinalUrl.AbsolutePath.ShouldBe("/a");
        origin.Requests.ShouldHaveSingleItem().Headers["User-Agent"].ShouldBe("IngestPipeline/0.1 (+https://example.org/contact)");
    }

    [Theory, InlineData(503), InlineData(429), InlineData(408)]
    public async Task A_fault_that_may_pass_says_when_to_come_again(int status)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var fault = await Should.ThrowAsync<PageUnavailableException>(() => Get(client, origin.Url));

        (fault.Reason, fault.RetryAfter).ShouldBe(($"status-{status}", TimeSpan.FromHours(1)));
        origin.Requests.ShouldHaveSingleItem();
    }

    [Theory, InlineData(404), InlineData(403), InlineData(410)]
    public async Task A_refusal_names_no_query(int status)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var refusal = await Should.ThrowAsync<PageRefusedException>(() => Get(client, new Uri(origin.Url, "/secret?key=1")));

        refusal.Reason.ShouldBe($"status-{status}");
        refusal.Message.ShouldNotContain("key=1");
        origin.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_redirect_is_an_answer()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.Redirect("c?x=1");
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var answer = await client.Get(Some.Turn(origin.Url), new Ask(new Uri(origin.Url, "/a/b")), Token);

        answer.ShouldBeOfType<Answer.Moved>().To.ShouldBe(new Uri(origin.Url, "/a/c?x=1"));
    }

    [Fact]
    public async Task A_page_that_is_as_it_was_is_not_sent_again()
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" && context.Request.Headers.IfModifiedSince.Count == 1 ? 304 : 500;
            return Task.CompletedTask;
        });
        using var client = Client(origin);

        var answer = await client.Get(Some.Turn(origin.Url), new Ask(origin.Url, ETag: "\"v1\"", LastModified: "Tue, 20 Aug 2024 10:00:00 GMT"), Token);

        answer.ShouldBeOfType<Answer.Unchanged>();
    }

    [Theory]
    [InlineData(200, 0, 100)]
    [InlineData(404, 0, 100)]
    [InlineData(500, 0, 100)]
    [InlineData(429, 0, 1000)]
    [InlineData(0, 1, 60_000)]
    public async Task Each_answer_changes_how_its_host_is_treated(int status, int failures, int wait)
    {
        await using var origin = await Origin.Start((context, _) =>
        {
            if (status == 0) context.Abort();
            else context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var client = Client(origin);
        var turn = Some.Turn(origin.Url);

        await Should.ThrowAsync<Exception>(async () =>
        {
            await client.Get(turn, new Ask(origin.Url), Token);
            throw new InvalidOperationException();
        });

        (turn.State.Failures, turn.State.Wait).ShouldBe((failures, TimeSpan.FromMilliseconds(wait)));
    }

    [Theory, InlineData("http://127.0.0.1:{0}/"), InlineData("http://localhost:{0}/"), InlineData("http://[::ffff:127.0.0.1]:{0}/"), InlineData("http://2130706433:{0}/")]
    public async Task A_private_address_is_refused_by_whatever_name(string url)
    {
        await using var origin = await Origin.Start((context, _) => Origin.Html(context, "<p>Secret</p>"));
        using var client = Client(origin, allowPrivate: false);
        var address = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, origin.Url.Port));

        (await Should.ThrowAsync<PageRefusedException>(() => Get(client, address))).Reason.ShouldBe("private-address");

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

        (await Should.ThrowAsync<PageRefusedException>(() => Get(client, origin.Url))).Reason.ShouldBe("bomb");
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

        Encoding.UTF8.GetString((await Get(client, origin.Url)).Body.Span).ShouldBe("<p>Hello</p>");
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

        (await Should.ThrowAsync<PageRefusedException>(() => Get(client, origin.Url))).Reason.ShouldBe("too-big");
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

        (await Should.ThrowAsync<PageRefusedException>(() => Get(client, origin.Url))).Reason.ShouldBe("not-html");
    }

    [Fact]
    public async Task Third_parties_are_not_told_of_our_traces()
    {
        await using var origin = await Origin.Start((context, _) => Origin.Html(context, "<p>Hello</p>"));
        using var client = Client(origin);
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);

        using (source.StartActivity("fetch")) await Get(client, origin.Url);

        origin.Requests.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain(header => header.StartsWith("trace", StringComparison.OrdinalIgnoreCase) || header == "Request-Id" || header == "baggage");
    }

    [Fact]
    public async Task Nobody_there_is_a_passing_fault()
    {
        var origin = await Origin.Start((_, _) => Task.CompletedTask);
        var url = origin.Url;
        using var client = Client(origin);
        await origin.DisposeAsync();

        (await Should.ThrowAsync<PageUnavailableException>(() => Get(client, url))).Reason.ShouldBe("connection");
    }

    [Fact]
    public async Task Without_a_contact_nothing_is_fetched()
    {
        using var client = new PageClient(Options.Create(new FetcherOptions()), TimeProvider.System);

        (await Should.ThrowAsync<NoContactException>(() => Get(client, new Uri("https://example.org/")))).Message.ShouldContain("Fetcher:Contact");
    }

    private static async Task<Page> Get(PageClient client, Uri url) => (await client.Get(Some.Turn(url), new Ask(url), Token)).ShouldBeOfType<Answer.Whole>().Page;

    private static PageClient Client(Origin origin, bool allowPrivate = true) => new(
        Options.Create(new FetcherOptions
        {
            Contact = "https://example.org/contact",
            Ports = [origin.Url.Port],
            AllowPrivateAddresses = allowPrivate,
            HostInterval = TimeSpan.FromMilliseconds(100),
            RetryDelay = TimeSpan.FromMinutes(1),
        }),
        TimeProvider.System);
}
