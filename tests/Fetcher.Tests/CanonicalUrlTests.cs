using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

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
    [InlineData("http://example.org:80/a/./b/../c", "http://example.org/a/c")]
    [InlineData("https://example.org/%7ea%2fb%c3%a4?q=%7e%3d", "https://example.org/~a%2Fb%C3%A4?q=~%3D")]
    [InlineData("https://example.org/%2E%2e/a/%2e/b", "https://example.org/a/b")]
    [InlineData(" https://exa\nmple.org/\ta\r ", "https://example.org/a")]
    [InlineData("https://example.org/a;jsessionid=0A1B.node1?x=1", "https://example.org/a?x=1")]
    [InlineData("https://example.org/a;JSESSIONID=1/b;v=2", "https://example.org/a/b;v=2")]
    [InlineData("https://example.org/a?PHPSESSID=1&CFID=2&CFTOKEN=3&ASPSESSIONIDAB=4&sid=5", "https://example.org/a?sid=5")]
    [InlineData("https://example.org/a?gad_source=1&srsltid=2&_gl=3&mibextid=4&ysclid=5&li_fat_id=6&ScCid=7", "https://example.org/a")]
    [InlineData("https://example.org/a?mtm_campaign=1&pk_kwd=2&__hstc=3&elqTrackId=4&at_custom1=5&tblci=6&ref_src=7&ref=8", "https://example.org/a?ref=8")]
    [InlineData("https://example.org/a?utm%5Fsource=x", "https://example.org/a")]
    [InlineData("http://[::1]:8080/a", "http://[::1]:8080/a")]
    [InlineData("http://www.example.org//a/index.html/?b=1&a=2&print=1", "http://www.example.org//a/index.html/?b=1&a=2&print=1")]
    public void An_article_has_one_address(string url, string expected) => CanonicalUrl.Of(url, Page).ShouldBe(expected);

    [Theory, InlineData("javascript:void(0)"), InlineData("mailto:a@example.org"), InlineData("file:///etc/passwd")]
    public void Other_schemes_are_no_address(string url) => CanonicalUrl.Of(url, Page).ShouldBeNull();

    [Theory]
    [InlineData("http://example.org/a", "https://example.org/a")]
    [InlineData("http://example.org:443/a", "https://example.org/a")]
    [InlineData("https://www.example.org/a", "https://example.org/a")]
    [InlineData("https://m.example.org/a", "https://example.org/a")]
    [InlineData("https://mobile.example.org/a", "https://example.org/a")]
    [InlineData("https://amp.example.org/a", "https://example.org/a")]
    [InlineData("https://www.m.example.org/a", "https://example.org/a")]
    [InlineData("https://amp.dev/a", "https://amp.dev/a")]
    [InlineData("https://news.example.org/a", "https://news.example.org/a")]
    [InlineData("https://example.org/a/amp", "https://example.org/a")]
    [InlineData("https://example.org/a/amp/", "https://example.org/a")]
    [InlineData("https://example.org/amp", "https://example.org/amp")]
    [InlineData("https://example.org/a/camp", "https://example.org/a/camp")]
    [InlineData("https://example.org/a?amp=1", "https://example.org/a")]
    [InlineData("https://example.org/a?amp", "https://example.org/a")]
    [InlineData("https://example.org/a?amp=5", "https://example.org/a?amp=5")]
    [InlineData("https://example.org/a?outputType=amp", "https://example.org/a")]
    [InlineData("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a/amp?x=1", "https://example.org/a?x=1")]
    [InlineData("https://example-org.cdn.ampproject.org/v/example.org/a", "https://example.org/a")]
    [InlineData("https://example-org.cdn.ampproject.org/i/s/example.org/a.jpg", "https://example-org.cdn.ampproject.org/i/s/example.org/a.jpg")]
    [InlineData("https://www.google.com/amp/s/amp.example.org/a", "https://example.org/a")]
    [InlineData("https://www.google.com/amp/s/www.google.com/amp/s/example.org/a", "https://example.org/a")]
    [InlineData("https://example.org/a?m=1", "https://example.org/a")]
    [InlineData("https://example.org/a?m=12", "https://example.org/a?m=12")]
    [InlineData("https://example.org/a?print=1", "https://example.org/a")]
    [InlineData("https://example.org/a?view=print&x=1", "https://example.org/a?x=1")]
    [InlineData("https://example.org/a/index.html", "https://example.org/a")]
    [InlineData("https://example.org/index.php", "https://example.org/")]
    [InlineData("https://example.org/a/my-index.html", "https://example.org/a/my-index.html")]
    [InlineData("https://example.org//a///b", "https://example.org/a/b")]
    [InlineData("https://example.org/a/", "https://example.org/a")]
    [InlineData("https://example.org", "https://example.org/")]
    [InlineData("https://example.org/a?c=1&b=2&c=0&utm_id=3", "https://example.org/a?b=2&c=1&c=0")]
    [InlineData("http://[::1]/a/", "https://[::1]/a")]
    [InlineData("mailto:a@example.org", null)]
    [InlineData("/a", null)]
    public void Variants_of_an_address_have_one_key(string url, string? key) => CanonicalUrl.Key(url).ShouldBe(key);

    [Theory, InlineData("a"), InlineData("/amp"), InlineData("/"), InlineData("www.google.com/amp/s/"), InlineData(";jsessionid=1"), InlineData("%2e/"), InlineData("?amp=1&")]
    public void A_long_address_costs_no_time(string part)
    {
        var url = "https://www.google.com/amp/s/" + string.Concat(Enumerable.Repeat(part, 60_000 / part.Length)) + "/b";
        var started = Stopwatch.StartNew();

        CanonicalUrl.Key(url);

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_host_that_no_name_can_have_is_no_address() => CanonicalUrl.Of("http://\ud83d.example/", null).ShouldBeNull();

    [Fact]
    public void What_is_canonical_stays_as_it_is()
    {
        var parts = Gen.Elements("http://", "https://", "www.", "m.", "amp.", "example", ".org", "/", "//", "a", "amp", "index.html", ".", "..", "%2e", "%7E", "%2f", "%", "%25", "é", "?", "&", "=", "#", ";jsessionid=1",
            ";", "amp=1", "m=1", "utm_x=1", "b=2", "www.google.com/amp/s/", "x.cdn.ampproject.org/c/s/", "@", ":", ":443", ":80", "\t", " ", "\\", "[::1]", "xn--", "ü", "\u00ad", "\ud83d", "\0", "|", "+");
        var url = parts.ArrayOf().Select(chosen => "https://example.org/" + string.Concat(chosen));
        var any = parts.ArrayOf().Select(chosen => "http://" + string.Concat(chosen));

        Properties.Hold(Prop.ForAll(Gen.OneOf(url, any, parts.ArrayOf().Select(string.Concat)).ToArbitrary(), address =>
        {
            var (of, key) = (CanonicalUrl.Of(address, null), CanonicalUrl.Key(address));
            return ((of is null || CanonicalUrl.Of(of, null) == of) && (key is null || CanonicalUrl.Key(key) == key)).Label($"{address} | {of} | {(of is null ? "" : CanonicalUrl.Of(of, null))} | {key} | {(key is null ? "" : CanonicalUrl.Key(key))}");
        }), 5000);
    }

    [Fact]
    public void A_relative_one_without_a_page_is_none() => CanonicalUrl.Of("/a", null).ShouldBeNull();

    [Theory, InlineData("https://example.org/", true), InlineData("https://example.org/index.html", true), InlineData("https://example.org/?p=5", false), InlineData("https://example.org/a", false)]
    public void A_home_page_has_neither_path_nor_query(string url, bool bare) => CanonicalUrl.IsBareHomePage(url).ShouldBe(bare);

    [Fact]
    public void A_page_that_declares_its_home_page_is_not_believed() => CanonicalUrl.Declared("https://example.org/", Page).ShouldBeNull();

    [Fact]
    public void A_source_is_a_host_without_www() => CanonicalUrl.Host("https://www.Example.org/a").ShouldBe("example.org");
}
