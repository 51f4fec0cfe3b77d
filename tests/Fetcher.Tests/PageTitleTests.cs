namespace IngestPipeline.Fetcher.Tests;

public sealed class PageTitleTests
{
    [Theory]
    [InlineData("Council approves bridge - Example Times", "Example Times", null, null, "Council approves bridge")]
    [InlineData("Example Times | Council approves bridge", "Example Times", null, null, "Council approves bridge")]
    [InlineData("Council approves bridge | example.org", null, "example.org", null, "Council approves bridge")]
    [InlineData("Council approves bridge | News | Example", null, "example.org", "Council approves bridge", "Council approves bridge")]
    [InlineData("Bridge: council approves", "Example Times", "example.org", null, "Bridge: council approves")]
    [InlineData("Bridge - what comes next", "Example Times", "example.org", null, "Bridge - what comes next")]
    [InlineData("Tom &amp;amp; Jerry", null, null, null, "Tom &amp; Jerry")]
    public void The_sites_name_is_no_part_of_it(string raw, string? site, string? host, string? heading, string title) =>
        PageTitle.Clean(raw, site, host, heading).ShouldBe(title);
}
