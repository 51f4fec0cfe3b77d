using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace IngestPipeline.Fetcher.Tests;

public sealed class RobotsTxtTests
{
    private const string Us = "NewsReader";

    private static RobotsTxt Read(string body) => RobotsTxt.Parse(Encoding.UTF8.GetBytes(body), Us);

    [Theory]
    // Which pattern fits.
    [InlineData("/", "/a", false)]
    [InlineData("", "/a", true)]
    [InlineData("/fish", "/fish", false)]
    [InlineData("/fish", "/fish.html", false)]
    [InlineData("/fish", "/fishheads/yummy", false)]
    [InlineData("/fish", "/fish?id=1", false)]
    [InlineData("/fish", "/Fish", true)]
    [InlineData("/fish", "/catfish", true)]
    [InlineData("/fish/", "/fish", true)]
    [InlineData("/fish/", "/fish/?id=1", false)]
    [InlineData("/fish*", "/fishes", false)]
    [InlineData("/*.php", "/a/b.php?x", false)]
    [InlineData("/*.php", "/a/b.PHP", true)]
    [InlineData("/*.php$", "/a/b.php", false)]
    [InlineData("/*.php$", "/a/b.php?x", true)]
    [InlineData("/*.php$", "/a.php/b.php", false)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?p", false)]
    [InlineData("/a*b*c$", "/a1b2c3c", false)]
    [InlineData("/a*b*c$", "/a1c2b3", true)]
    [InlineData("/ab*bc$", "/abc", true)]
    [InlineData("*/print", "/x/print", false)]
    [InlineData("/$", "/", false)]
    [InlineData("/$", "/a", true)]
    [InlineData("/a$b", "/a$b/c", false)]
    [InlineData("/**/x", "/1/2/x", false)]
    [InlineData("private", "/private", true)]
    [InlineData("/robots", "/robots.txt", true)]
    [InlineData("/", "/robots.txt", true)]
    [InlineData("/", "/robots.txt.bak", false)]
    [InlineData("/a", "a", false)]
    [InlineData("/a", "/b#/a", true)]
    [InlineData("/?s=", "?s=x", false)]
    // One form of percent-encoding.
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz", false)]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false)]
    [InlineData("/foo/bar?baz=https%3a%2f%2ffoo.bar", "/foo/bar?baz=https://foo.bar", false)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", false)]
    [InlineData("/foo/bar/%e3%83%84", "/foo/bar/ツ", false)]
    [InlineData("/%7Ejoe", "/~joe", false)]
    [InlineData("/foo/%62%61%7A", "/foo/baz", false)]
    [InlineData("/a%3cd", "/a%3Cd", false)]
    [InlineData("/a%2Fb", "/a/b", true)]
    [InlineData("/a b", "/a%20b", false)]
    [InlineData("/a%2A", "/a*", false)]
    [InlineData("/a%2A", "/ab", true)]
    [InlineData("/a%24", "/a$", false)]
    [InlineData("/100%", "/100%", false)]
    [InlineData("/Å", "/%C3%85", false)]
    public void A_path_is_forbidden_when_the_pattern_fits(string pattern, string path, bool allowed) =>
        Read($"User-agent: *\nDisallow: {pattern}").Allows(path).ShouldBe(allowed);

    [Theory]
    [InlineData("Allow: /p|Disallow: /", "/page", true)]
    [InlineData("Allow: /folder|Disallow: /folder", "/folder/page", true)]
    [InlineData("Disallow: /folder|Allow: /folder", "/folder/page", true)]
    [InlineData("Allow: /page|Disallow: /*.htm", "/page.htm", false)]
    [InlineData("Allow: /$|Disallow: /", "/", true)]
    [InlineData("Allow: /$|Disallow: /", "/page", false)]
    [InlineData("Allow: /example/page/|Disallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false)]
    [InlineData("Disallow: /|Allow:", "/a", false)]
    [InlineData("Disallow: /a|Disallow:", "/a", false)]
    public void The_longest_pattern_decides_and_permission_wins_a_tie(string rules, string path, bool allowed) =>
        Read("User-agent: *\n" + rules.Replace('|', '\n')).Allows(path).ShouldBe(allowed);

    [Theory]
    [InlineData("User-agent: newsreader|Disallow: /", false)]
    [InlineData("User-agent: NEWSREADER/2.0 (x)|Disallow: /", false)]
    [InlineData("User-agent: NewsReaderX|Disallow: /", true)]
    [InlineData("User-agent: News|Disallow: /", true)]
    [InlineData("User-agent: *|Disallow: /||User-agent: NewsReader|Disallow: /b", true)]
    [InlineData("User-agent: *|Disallow: /||User-agent: NewsReader|Disallow:", true)]
    [InlineData("User-agent: *|Disallow: /||User-agent: NewsReader", true)]
    [InlineData("User-agent: NewsReader|Disallow: /b||User-agent: x|Disallow:||User-agent: newsreader|Disallow: /a", false)]
    [InlineData("User-agent: *|Disallow: /b||User-agent: *|Disallow: /a", false)]
    [InlineData("User-agent: x|User-agent: NewsReader|User-agent: y|Disallow: /a", false)]
    [InlineData("User-agent: NewsReader|Crawl-delay: 5|User-agent: y|Disallow: /a", false)]
    [InlineData("User-agent: NewsReader|Sitemap: https://example.org/s.xml|User-agent: y|Disallow: /a", false)]
    [InlineData("User-agent: NewsReader|||Unknown: x|User-agent: y|Disallow: /a", false)]
    [InlineData("User-agent: NewsReader|Disallow: /b|User-agent: y|Disallow: /a", true)]
    [InlineData("User-agent: NewsReader|Disallow: /b|Unknown: x|Disallow: /a", false)]
    [InlineData("Disallow: /|User-agent: NewsReader|Disallow: /b", true)]
    [InlineData("useragent : newsreader # us|DISALLOW:/a# no blank", false)]
    [InlineData(" \tUser-Agent:\tNewsReader \t|  Disallow :  /a  ", false)]
    [InlineData("User-agent|Disallow: /", true)]
    [InlineData("<!DOCTYPE html>|User-agent: *|Disallow: /", true)]
    [InlineData("|  <html>|User-agent: *|Disallow: /", true)]
    [InlineData("\uFEFFUser-agent: *|Disallow: /", false)]
    [InlineData("", true)]
    public void Only_the_groups_that_name_us_count_or_else_those_for_all(string body, bool allowed)
    {
        foreach (var end in new[] { "\n", "\r", "\r\n" }) Read(body.Replace("|", end, StringComparison.Ordinal)).Allows("/a").ShouldBe(allowed);
    }

    [Theory]
    [InlineData("10", 10.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", 0.0)]
    [InlineData("1 # second", 1.0)]
    [InlineData("-1", null)]
    [InlineData("1e9", null)]
    [InlineData("100000", null)]
    [InlineData("99999999999999999999999999999999999", null)]
    [InlineData("soon", null)]
    public void A_delay_is_a_number_of_seconds_that_can_be_believed(string value, double? seconds) =>
        Read($"User-agent: *\nCrawl-delay: {value}").CrawlDelay.ShouldBe(seconds is { } some ? TimeSpan.FromSeconds(some) : null);

    [Fact]
    public void A_delay_asked_of_others_is_not_ours() =>
        Read("User-agent: x\nCrawl-delay: 5\nDisallow: /\n\nUser-agent: *\nDisallow: /b").CrawlDelay.ShouldBeNull();

    [Fact]
    public void Sitemaps_are_for_everyone() =>
        Read("Sitemap: https://example.org/Å.xml\nUser-agent: x\nDisallow: /\nsitemap: /b.xml\nSitemap: /b.xml").Sitemaps.ShouldBe(["https://example.org/Å.xml", "/b.xml"]);

    [Fact]
    public void What_comes_after_500_KiB_is_not_read_nor_the_line_that_is_cut()
    {
        var head = "User-agent: *\nDisallow: /a\n";
        var filler = new string('#', (500 * 1024) - head.Length - 12) + "\n";

        var robots = Read(head + filler + "Disallow: /private\nDisallow: /b\n");

        robots.Allows("/a").ShouldBeFalse();
        robots.Allows("/b").ShouldBeTrue();
        robots.Allows("/c").ShouldBeTrue();
    }

    [Fact]
    public void Many_stars_cost_no_time()
    {
        var robots = Read("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "*b$");
        var started = Stopwatch.StartNew();

        robots.Allows("/" + new string('a', 100_000) + "c").ShouldBeTrue();

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void No_bytes_make_it_fail()
    {
        var words = Gen.Elements("User-agent: *", "user-agent: newsreader", "Disallow: /", "Allow:", "Crawl-delay: ", "Sitemap:", "*", "$", "%", "%4", "%C3", "\r", "\n", "#", ":", "é", "9");
        var text = words.ArrayOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var bytes = ArbMap.Default.GeneratorFor<byte[]>();

        Properties.Hold(Prop.ForAll(Gen.OneOf(text, bytes).ToArbitrary(), ArbMap.Default.ArbFor<string>(), (body, path) =>
        {
            var robots = RobotsTxt.Parse(body, Us);
            robots.Allows(path ?? "");
            return robots.Allows("/robots.txt");
        }));
    }
}
