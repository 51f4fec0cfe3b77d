using System.Text;
using IngestPipeline.Support;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>Each ends within its bound, with its reason.</summary>
public sealed class HostileServerTests
{
    public static TheoryData<string, string> Ends => new()
    {
        { "a gzip bomb of a gigabyte", "bomb" },
        { "a Brotli bomb of a gigabyte", "bomb" },
        { "compressed twice", "encoding" },
        { "corrupt gzip", "corrupt" },
        { "an endless body", "too-big" },
        { "endless headers", "connection" },
        { "a slow drip", "timeout" },
        { "silence after the request", "timeout" },
        { "a redirect to itself", "moved" },
        { "more announced than sent", "connection" },
        { "ten gigabytes announced", "too-big" },
        { "a picture that calls itself HTML", "not-html" },
        { "a PDF that says what it is", "not-html" },
        { "no HTTP at all", "connection" },
        { "deeply nested markup", "too-deep" },
        { "a storm of formatting tags", "too-deep" },
    };

    [Fact]
    public void All_are_named_here() => Ends.Select(row => row.Data.Item1).ShouldBe(HostileServer.Kinds.Keys, ignoreOrder: true);

    [Theory, MemberData(nameof(Ends))]
    public async Task It_ends(string kind, string reason)
    {
        await using var server = HostileServer.Open(kind);
        using var client = new PageClient(Options.Create(new FetcherOptions { Contact = "https://example.org/", AllowPrivateAddresses = true, Ports = [server.Url.Port], Timeout = TimeSpan.FromSeconds(2) }), TimeProvider.System);

        (await End(client, server.Url)).ShouldBe(reason);
    }

    private static async Task<string> End(PageClient client, Uri url)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            if (await client.Get(Some.Turn(url), new Ask(url), token) is not Answer.Whole whole) return "moved";
            var extraction = await ArticleExtractor.Extract(Encoding.UTF8.GetString(whole.Page.Body.Span), url, token);
            return extraction.Reason is null ? "article" : extraction.Reason == "too-deep" ? "too-deep" : "no article";
        }
        catch (PageRefusedException refused)
        {
            return refused.Reason;
        }
        catch (PageUnavailableException away)
        {
            return away.Reason;
        }
    }
}
