namespace IngestPipeline.Fetcher.Tests;

public sealed class PageAddressTests
{
    [Fact]
    public void A_host_that_no_server_can_be_asked_for_is_refused_with_a_sentence()
    {
        var url = new Uri("http://xn--\u00fc.example/a?key=1");

        var refused = Should.Throw<PageRefusedException>(() => PageAddress.Check(url, null, new FetcherOptions()));

        refused.Reason.ShouldBe("host");
        CanonicalUrl.ForMessage(url).ShouldNotContain("key");
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("application/xhtml+xml", true)]
    [InlineData("text/plain", true)]
    [InlineData(null, true)]
    [InlineData("application/pdf", false)]
    [InlineData("image/png", false)]
    public void Only_what_can_hold_an_article_is_taken_for_a_page(string? type, bool taken)
    {
        Should.NotThrow(() => PageAddress.CheckType(type, Expected.Feed));
        if (taken) Should.NotThrow(() => PageAddress.CheckType(type, Expected.Page));
        else Should.Throw<PageRefusedException>(() => PageAddress.CheckType(type, Expected.Page)).Reason.ShouldBe("not-html");
    }
}
