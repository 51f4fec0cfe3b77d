using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace IngestPipeline.Fetcher.Tests;

public sealed class FeedReaderTests
{
    private static readonly Uri Home = new("https://example.org/feeds/all.xml");

    private static Feed Read(string body, string? charset = null) => FeedReader.Read(Encoding.UTF8.GetBytes(body), null, charset, Home);

    private static string Reason(string body) => Should.Throw<FeedUnreadableException>(() => Read(body)).Reason;

    private static FeedEntry Item(string inner, string channel = "") => Read($"<rss version='2.0'><channel>{channel}<item>{inner}</item></channel></rss>").Entries.ShouldHaveSingleItem();

    [Fact]
    public void Rss()
    {
        var feed = Read("""
             <?xml version="1.0" encoding="UTF-8"?>
             <!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">
             <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
              <channel>
               <title>The &amp; Gazette</title><link>https://example.org/</link><language>en-gb</language><ttl>60</ttl>
               <atom:link rel="self" href="https://example.org/feeds/all.xml"/>
               <image><title>Logo</title><link>https://example.org/logo</link></image>
               <item>
                <title>Bridge <![CDATA[<i>re</i>opens]]></title><link> /2024/bridge </link><guid isPermaLink="false">n-1</guid>
                <pubDate>Tue, 05 Mar 2024 10:15:00 +0100</pubDate><dc:creator>Ada Rook</dc:creator><dc:creator>Ben Lark</dc:creator>
                <description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
                <c:encoded><![CDATA[<p>All of it.</p>]]></c:encoded>
                <source url="https://example.net/rss">Another Paper</source>
               </item>
               <item><title>No address</title></item>
              </channel>
             </rss>
            """);

        (feed.Kind, feed.Title, feed.Language, feed.Interval, feed.IsCutOff, feed.Dropped).ShouldBe(("rss", "The & Gazette", "en-gb", TimeSpan.FromHours(1), false, 1));
        var entry = feed.Entries.ShouldHaveSingleItem();
        entry.Url.AbsoluteUri.ShouldBe("https://example.org/2024/bridge");
        (entry.Id, entry.Title, entry.Summary, entry.SourceName, entry.Language).ShouldBe(("n-1", "Bridge reopens", "One. Two & three.", "Another Paper", "en-gb"));
        entry.Authors.ShouldBe(["Ada Rook", "Ben Lark"]);
        entry.PublishedRaw.ShouldBe("Tue, 05 Mar 2024 10:15:00 +0100");
        entry.Published.ShouldBe(new(2024, 3, 5, 10, 15, 0, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("<link/><guid>https://example.org/a</guid>", "https://example.org/a")]
    [InlineData("<guid isPermaLink='true'>/a</guid>", "https://example.org/a")]
    [InlineData("<link>https://example.net/click</link><feedburner:origLink>https://example.org/a</feedburner:origLink>", "https://example.org/a")]
    [InlineData("<atom:link rel='alternate' href='https://example.org/a'/>", "https://example.org/a")]
    [InlineData("<link href='https://example.org/a'/>", "https://example.org/a")]
    [InlineData("<link><![CDATA[\n https://example.org/\na ]]></link>", "https://example.org/a")]
    [InlineData("<link>https://example.org/a?b&c=d&lt=1</link>", "https://example.org/a?b&c=d&lt=1")]
    public void The_address_of_an_rss_item(string inner, string url) => Item(inner).Url.AbsoluteUri.ShouldBe(url);

    [Theory, InlineData("<guid isPermaLink='false'>https://example.org/a</guid>"), InlineData("<guid>77</guid>"), InlineData("<link>javascript:x()</link>")]
    public void An_item_without_address_is_counted(string inner) =>
        (Read($"<rss><channel><item>{inner}</item></channel></rss>") is { Entries.Count: 0, Dropped: 1 }).ShouldBeTrue();

    [Theory]
    [InlineData("<author>a@example.org (Ada Rook)</author>", "Ada Rook")]
    [InlineData("<author>Ada Rook</author>", "Ada Rook")]
    [InlineData("<author>Ada Rook &lt;a@example.org&gt;</author>", "Ada Rook")]
    [InlineData("<author>a@example.org</author>", "")]
    public void A_mail_address_is_no_author(string inner, string expected) => string.Join('|', Item("<link>/a</link>" + inner).Authors).ShouldBe(expected);

    [Theory]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30.0)]
    [InlineData("<sy:updatePeriod> daily </sy:updatePeriod>", 1440.0)]
    [InlineData("<ttl>-5</ttl>", null)]
    [InlineData("<ttl>0</ttl>", null)]
    [InlineData("<ttl>99999999</ttl>", null)]
    public void What_the_publisher_asks_for(string channel, double? minutes) =>
        Read($"<rss><channel>{channel}</channel></rss>").Interval.ShouldBe(minutes is { } some ? TimeSpan.FromMinutes(some) : null);

    [Fact]
    public void Rdf()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
             <channel rdf:about="https://example.org/"><title>Old paper</title><link>https://example.org/</link><d:language>fr</d:language></channel>
             <item rdf:about="https://example.org/a"><title>A</title><link>https://example.org/a</link><d:date>2024-03-05T10:15:00Z</d:date><d:creator>Ada Rook</d:creator></item>
            </rdf:RDF>
            """);

        (feed.Kind, feed.Title, feed.Language).ShouldBe(("rdf", "Old paper", "fr"));
        var entry = feed.Entries.ShouldHaveSingleItem();
        (entry.Id, entry.Authors[0], entry.Published).ShouldBe(("https://example.org/a", "Ada Rook", new(2024, 3, 5, 10, 15, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Atom()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.org/blog/">
             <title type="html">Z&amp;uuml;ge</title><author><name>Die Redaktion</name></author><link rel="self" href="atom.xml"/><link href="./"/>
             <entry>
              <id>tag:example.org,2024:1</id><title>5 &lt; 6</title><updated>2024-03-06T00:00:00+01:00</updated><published>2024-03-05T10:15:00.5Z</published>
              <link rel="enclosure" href="a.mp3"/><link rel="alternate" type="application/json" href="a.json"/><link rel="alternate" type="text/html" href="a"/>
              <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Er<b>s</b>tens</p><p>zweitens</p></div></summary>
             </entry>
             <entry xml:base="/x/" xml:lang="en"><id>2</id><title>B</title><link href="b"/><author><name>Ada Rook</name></author><content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
              <source><title>Elsewhere</title></source></entry>
            </feed>
            """);

        (feed.Kind, feed.Title, feed.Language).ShouldBe(("atom", "Züge", "de"));
        var (first, second) = (feed.Entries[0], feed.Entries[1]);
        (first.Url.AbsoluteUri, first.Id, first.Title, first.Summary).ShouldBe(("https://example.org/blog/a", "tag:example.org,2024:1", "5 < 6", "Erstens zweitens"));
        (first.Published, first.Updated).ShouldBe((new(2024, 3, 5, 10, 15, 0, TimeSpan.Zero), new(2024, 3, 6, 0, 0, 0, TimeSpan.FromHours(1))));
        first.Authors.ShouldBe(["Die Redaktion"]);
        (second.Url.AbsoluteUri, second.Language, second.Summary, second.SourceName, second.Authors[0]).ShouldBe(("https://example.org/x/b", "en", "Text", "Elsewhere", "Ada Rook"));
    }

    [Fact]
    public void Atom_before_it_was_a_standard()
    {
        var entry = Read("""
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">A &amp;amp; B</title>
            <link rel="alternate" type="text/html" href="https://example.org/a"/><issued>2024-03-05T10:15:00Z</issued><modified>2024-03-06T10:15:00Z</modified></entry></feed>
            """).Entries.ShouldHaveSingleItem();

        (entry.Title, entry.PublishedRaw, entry.UpdatedRaw).ShouldBe(("A & B", "2024-03-05T10:15:00Z", "2024-03-06T10:15:00Z"));
    }

    [Theory, InlineData("1"), InlineData("1.1")]
    public void Json(string version)
    {
        var feed = Read($$"""
            {"version": "https://jsonfeed.org/version/{{version}}", "title": "Paper", "home_page_url": "https://example.org/", "language": "en",
             "author": {"name": "The desk"}, "items": [
              {"id": 1, "url": "/a", "title": "A", "content_html": "<p>Some <b>text</b></p>", "date_published": "2024-03-05T10:15:00Z", "authors": [{"name": "Ada Rook"}]},
              {"id": "https://example.org/b", "summary": "B \ud800"}, {"id": "c"}, 5]}
            """);

        (feed.Kind, feed.Title, feed.Language, feed.Dropped, feed.IsCutOff).ShouldBe(("json", "Paper", "en", 1, false));
        (feed.Entries[0].Url.AbsoluteUri, feed.Entries[0].Id, feed.Entries[0].Summary, feed.Entries[0].Authors[0]).ShouldBe(("https://example.org/a", "1", "Some text", "Ada Rook"));
        (feed.Entries[1].Url.AbsoluteUri, feed.Entries[1].Authors[0]).ShouldBe(("https://example.org/b", "The desk"));
    }

    [Fact]
    public void News_sitemap()
    {
        var entry = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
             <url><loc>https://example.org/a</loc><lastmod>2024-03-06</lastmod><n:news><n:publication><n:name>The Gazette</n:name><n:language>en</n:language></n:publication>
              <n:publication_date>2024-03-05T10:15+01:00</n:publication_date><n:title>A &quot;title&quot;</n:title></n:news></url></urlset>
            """).Entries.ShouldHaveSingleItem();

        (entry.Title, entry.SourceName, entry.Language).ShouldBe(("A \"title\"", "The Gazette", "en"));
        (entry.Published, entry.UpdatedRaw, entry.Updated).ShouldBe((new(2024, 3, 5, 10, 15, 0, TimeSpan.FromHours(1)), "2024-03-06", null));
    }

    [Fact]
    public void Sitemap_index()
    {
        var feed = Read("""
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/1.xml</loc><lastmod>2023-01-01</lastmod></sitemap>
            <sitemap><loc>/2.xml</loc><lastmod>2024-03-05T10:15:00Z</lastmod></sitemap><sitemap><loc>mailto:x</loc></sitemap></sitemapindex>
            """);

        (feed.Kind, feed.Dropped).ShouldBe(("sitemap-index", 1));
        feed.Sitemaps.Select(map => map.AbsoluteUri).ShouldBe(["https://example.org/2.xml", "https://example.org/1.xml"]);
    }

    [Theory]
    [InlineData("<item><title>A&nbsp;&uuml;&nosuch; R&D</title><link>/a</link></item>", "A ü&nosuch; R&D")]
    [InlineData("<item><title>A\u0001\u000BB&#0;&#x1F;</title><link>/a</link></item>", "AB")]
    [InlineData("<item><media:x y='1'/><title>A</title><link>/a</link></item>", "A")]
    [InlineData("<item><!-- a -- b --><title>A</title><link>/a</link></item>", "A")]
    [InlineData("<ITEM><Title>A</Title><LINK>/a</LINK></ITEM>", "A")]
    [InlineData("<item><title>&#x1F600;😀</title><link>/a</link></item>", "😀😀")]
    public void What_is_nearly_xml_is_read(string items, string title)
    {
        var feed = Read($"\uFEFF\r\n <?xml version='1.1'?><rss><channel>{items}</channel></rss>");

        feed.IsCutOff.ShouldBeFalse();
        feed.Entries.ShouldHaveSingleItem().Title.ShouldBe(title);
    }

    [Theory]
    [InlineData("<rss><channel><item><link>/a</link></item><item><link>/b", 1)]
    [InlineData("<rss><channel><item><link>/a</link></item><item><title>1 <br> 2</title><link>/b</link></item></channel></rss>", 1)]
    [InlineData("<rss><channel><item><link>/a</link></item></channel></rss><p>", 0)]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"url\":\"/a\",\"tags\":[{}]},{\"url\":\"/b", 1)]
    public void What_breaks_off_gives_what_was_read(string body, int cut)
    {
        var feed = Read(body);

        feed.IsCutOff.ShouldBe(cut == 1);
        feed.Entries.ShouldHaveSingleItem().Url.AbsolutePath.ShouldBe("/a");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("No feed", "not-a-feed")]
    [InlineData("<!doctype html><html><body><p>x</body></html>", "not-a-feed")]
    [InlineData("<!DOCTYPE html><html><head><link rel=stylesheet></head></html>", "not-a-feed")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'/>", "not-a-feed")]
    [InlineData("<opml/>", "not-a-feed")]
    [InlineData("{\"items\": []}", "not-a-feed")]
    [InlineData("{\"items\": [", "broken")]
    [InlineData("<rss><channel><item><link>/a", "broken")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'x'>]><rss><channel><title>&a;</title></channel></rss>", "dtd")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>", "dtd")]
    public void What_is_no_feed_says_why(string body, string reason) => Reason(body).ShouldBe(reason);

    [Fact]
    public void Laughter_is_not_multiplied()
    {
        var lines = Enumerable.Range(1, 20).Select(at => $"<!ENTITY l{at} \"{string.Concat(Enumerable.Repeat($"&l{at - 1};", 10))}\">");

        Reason($"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{string.Concat(lines)}]><rss><channel><title>&l20;</title></channel></rss>").ShouldBe("dtd");
    }

    [Fact]
    public void A_document_type_elsewhere_is_never_opened()
    {
        var feed = Read("<!DOCTYPE rss SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><rss><channel><title>a &p; b</title></channel></rss>");

        feed.Title.ShouldBe("a &p; b");
    }

    [Fact]
    public void An_article_that_quotes_an_entity_is_no_document_type() =>
        Item("<link>/a</link><description><![CDATA[<p>Write &lt;!DOCTYPE x [<!ENTITY a 'b'>]</p>]]></description>").Summary.ShouldNotBeNull();

    [Theory]
    [InlineData("windows-1251", "windows-1251", null)]
    [InlineData("windows-1251", null, "windows-1251")]
    [InlineData("windows-1251", "utf-8", "windows-1251")]
    [InlineData("utf-8", "iso-8859-1", "utf-8")]
    [InlineData("utf-8", null, "windows-1251-not")]
    [InlineData("utf-8", "utf-7", null)]
    [InlineData("utf-16", null, "utf-8")]
    public void A_wrong_character_set_is_found_out(string real, string? http, string? declared)
    {
        var xml = $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding=\"{declared}\"")}?><rss><channel><title>Новости</title></channel></rss>";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real);

        FeedReader.Read(encoding.GetBytes(xml), null, http, Home).Title.ShouldBe("Новости");
    }

    [Fact]
    public void What_fits_nothing_is_windows_1252() =>
        FeedReader.Read(Encoding.Latin1.GetBytes("<rss><channel><title>Café</title></channel></rss>"), null, null, Home).Title.ShouldBe("Café");

    [Fact]
    public void The_newest_thousand_are_kept()
    {
        var items = Enumerable.Range(0, 1500).Select(at => $"<item><link>/{at}</link><pubDate>{new DateTime(2024, 1, 1).AddHours(at):yyyy-MM-ddTHH:mm:ssZ}</pubDate></item>");

        var entries = Read($"<rss><channel>{string.Concat(items)}</channel></rss>").Entries;

        (entries.Count, entries[0].Url.AbsolutePath, entries[^1].Url.AbsolutePath).ShouldBe((1000, "/500", "/1499"));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        Item($"<link>/a</link><description>{deep}</description><title>A</title>").Title.ShouldBe("A");
    }

    [Fact]
    public void A_summary_is_cut_where_a_word_ends()
    {
        var summary = Item($"<link>/a</link><description>{string.Concat(Enumerable.Repeat("seven77 ", 500))}</description>").Summary!;

        summary.Length.ShouldBeInRange(990, 1000);
        summary.ShouldEndWith("seven77");
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><rss><channel><title>Ü</title><item><link>/0</link><title>é</title></item><item><link>/1</link></item><item><link>/2</link></item></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/0'/></entry><entry><link href='/1'/></entry><entry><link href='/2'/></entry></feed>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"url\":\"/0\",\"title\":\"é\"},{\"url\":\"/1\"},{\"url\":\"/2\"}]}")]
    public void Wherever_it_breaks_off_the_entries_before_are_whole(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var most = 0;
        for (var length = 1; length <= bytes.Length; length++)
        {
            Feed feed;
            try
            {
                feed = FeedReader.Read(bytes.AsMemory(0, length), null, "utf-8", Home);
            }
            catch (FeedUnreadableException)
            {
                most.ShouldBe(0);
                continue;
            }

            feed.Entries.Select(entry => entry.Url.AbsolutePath).ShouldBe(Enumerable.Range(0, feed.Entries.Count).Select(at => $"/{at}"));
            feed.Entries.Count.ShouldBeGreaterThanOrEqualTo(most);
            feed.IsCutOff.ShouldBe(length < bytes.Length);
            most = feed.Entries.Count;
        }

        most.ShouldBe(3);
    }

    [Fact]
    public void A_sitemap_of_full_length_is_read_at_once()
    {
        var pages = string.Concat(Enumerable.Range(0, 50_000).Select(at => $"<url><loc>https://example.org/{at}</loc><lastmod>2024-03-05T10:15:00Z</lastmod></url>"));
        var started = Stopwatch.StartNew();

        Read($"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{pages}</urlset>").Entries.Count.ShouldBe(1000);

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Whatever_the_bytes_nothing_but_an_unreadable_feed_is_said()
    {
        var words = Gen.Elements("<rss>", "<channel>", "<item>", "</item>", "<link>/a</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<link href='", "'/>", "<urlset>",
            "<url><loc>", "<![CDATA[", "]]>", "<!--", "<!DOCTYPE rss [", "]>", "<pubDate>1 Jan 2024 0:0 +99999</pubDate>", "&", "&#x", "&#55296;", ";", "xml:base='//['", "\ud83d", "\0", "é",
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{\"url\":\"", "\"}", ",", "]}", "<?xml encoding='utf-16'?>", "http://[::", "<a b:c='' b:c=''>", "<:>", "<a:>");
        var text = words.ArrayOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var bytes = ArbMap.Default.GeneratorFor<byte[]>();
        var charsets = Gen.Elements(null, "utf-16", "utf-7", "nonsense", "windows-1252");

        Properties.Hold(Prop.ForAll(Gen.OneOf(text, text, bytes).ToArbitrary(), charsets.ToArbitrary(), (body, charset) =>
        {
            try
            {
                return FeedReader.Read(body, "application/feed+json", charset, Home).Entries.All(entry => entry.Url.IsAbsoluteUri);
            }
            catch (FeedUnreadableException)
            {
                return true;
            }
        }), 5000);
    }
}
