namespace IngestPipeline.Fetcher.Tests;

public sealed class CanonicalUrlTests
{
    private static readonly Uri Page = new("https://example.org/news/a");

    [Theory]
    [InlineData("HTTPS://Example.ORG:443/A/b?x=1#frag", "https://example.org/A/b?x=1")]
    [InlineData("http://example.org:8080/a", "http://example.org:8080/a")]
    [InlineData("https://user:secret@example.org/a", "https://example.org/a")]
    [InlineData("https://example.org/a?utm_source=x&id=7&fbclid=y&UTM_Medium=z&CMP=q", "https://example.org/a?id=7")]
    [InlineData("https://example.org/a?cmp=q&&b=2", "https://example.org/a?cmp=q&b=2")]
    [InlineData("https://example.org", "https://example.org/")]
    [InlineData("https://bücher.example./ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("../b?c", "https://example.org/b?c")]
    [InlineData("/b", "https://example.org/b")]
    [InlineData("//example.net/b", "https://example.net/b")]
    public void An_article_has_one_address(string url, string expected) => CanonicalUrl.Of(url, Page).ShouldBe(expected);

    [Theory, InlineData("javascript:void(0)"), InlineData("mailto:a@example.org"), InlineData("file:///etc/passwd")]
    public void Other_schemes_are_no_address(string url) => CanonicalUrl.Of(url, Page).ShouldBeNull();

    [Fact]
    public void A_relative_one_without_a_page_is_none() => CanonicalUrl.Of("/a", null).ShouldBeNull();

    [Theory, InlineData("https://example.org/", true), InlineData("https://example.org/index.html", true), InlineData("https://example.org/?p=5", false), InlineData("https://example.org/a", false)]
    public void A_home_page_has_neither_path_nor_query(string url, bool bare) => CanonicalUrl.IsBareHomePage(url).ShouldBe(bare);

    [Fact]
    public void A_page_that_declares_its_home_page_is_not_believed() => CanonicalUrl.Declared("https://example.org/", Page).ShouldBeNull();

    [Fact]
    public void A_source_is_a_host_without_www() => CanonicalUrl.Host("https://www.Example.org/a").ShouldBe("example.org");
}
