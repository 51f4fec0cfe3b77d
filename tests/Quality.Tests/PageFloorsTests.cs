using IngestPipeline.Quality.Pages;
using IngestPipeline.Support;

namespace IngestPipeline.Quality.Tests;

/// <summary>Floors under what the Fetcher finds in pages, a little below the figures of README.md. They only rise.</summary>
public sealed class PageFloorsTests
{
    [Fact]
    public async Task Pages_are_read_as_well_as_before()
    {
        Assert.SkipUnless(TestData.Has("data/extract/dev/web/gold.jsonl", out var gold), TestData.Absent);

        var figures = await Extract.Measure(new(Path.Combine(Path.GetDirectoryName(gold)!, "html")), new(gold), TextWriter.Null, show: false);

        ((double)figures["f"]!).ShouldBeGreaterThan(0.915);
        ((double)figures["title"]!).ShouldBeGreaterThan(0.83);
        ((double)figures["authors"]!).ShouldBeGreaterThan(0.685);
        ((double)figures["date"]!).ShouldBeGreaterThan(0.84);
    }
}
