using System.Text;
using IngestPipeline.Cli;

namespace IngestPipeline.Conventions.Tests;

/// <summary>Stands here because this is the one project of tests that has the command line's code at hand.</summary>
public sealed class OpmlTests
{
    private static IReadOnlyList<(Uri Url, string? Title)> Read(string opml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(opml));
        return Opml.Read(stream);
    }

    [Fact]
    public void Outlines_of_any_depth_are_read_once_each()
    {
        var feeds = Read("""
            <?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
             <outline text="News"><outline text="World"><outline type="rss" text="a" title="Paper A" xmlUrl="https://example.org/a.xml" htmlUrl="https://example.org/"/></outline>
              <outline text="Paper B" xmlurl=" feed://example.net/b "/></outline>
             <outline xmlUrl="feed:https://example.net/c"/><outline title="Again" xmlUrl="https://EXAMPLE.org/a.xml"/>
             <outline xmlUrl="/etc/passwd"/><outline xmlUrl="file:///etc/passwd"/><outline xmlUrl=""/><outline text="No feed"/>
            </body></opml>
            """);

        feeds.Select(feed => (feed.Url.AbsoluteUri, feed.Title)).ShouldBe([("https://example.org/a.xml", "Paper A"), ("http://example.net/b", "Paper B"), ("https://example.net/c", null)]);
    }

    [Fact]
    public void Any_depth_is_read_without_recursion()
    {
        var open = string.Concat(Enumerable.Repeat("<outline>", 50_000));
        var close = string.Concat(Enumerable.Repeat("</outline>", 50_000));

        Read($"<opml><body>{open}<outline xmlUrl='https://example.org/a'/>{close}</body></opml>").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "The file cannot be read as OPML: ")]
    [InlineData("no xml", "The file cannot be read as OPML: ")]
    [InlineData("<opml><body>", "The file cannot be read as OPML: ")]
    [InlineData("<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", "The file cannot be read as OPML: ")]
    [InlineData("<rss/>", "The file is XML of kind \"rss\" and no OPML.")]
    public void What_is_no_opml_says_so(string file, string beginning) =>
        Should.Throw<InvalidDataException>(() => Read(file)).Message.ShouldStartWith(beginning);
}
