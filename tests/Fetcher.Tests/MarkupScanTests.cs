namespace IngestPipeline.Fetcher.Tests;

public sealed class MarkupScanTests
{
    [Theory]
    [InlineData("<div>", 1001, "too-deep")]
    [InlineData("<DIV class='>'>", 1001, "too-deep")]
    [InlineData("<div>", 1000, null)]
    [InlineData("<div></div>", 5000, null)]
    [InlineData("<br>", 5000, null)]
    [InlineData("<p>", 5000, null)]
    [InlineData("<g/>", 5000, null)]
    [InlineData("<!-- <div> -->", 5000, null)]
    [InlineData("<script>'<div>'</script>", 5000, null)]
    [InlineData("a < b ", 5000, null)]
    [InlineData("<b></b>", 100_001, "too-many-tags")]
    public void Depth_and_number_of_tags_are_bounded(string markup, int times, string? refusal) =>
        MarkupScan.Refusal(string.Concat(Enumerable.Repeat(markup, times))).ShouldBe(refusal);

    [Theory, InlineData("<"), InlineData("<a href=\"x"), InlineData("<!--"), InlineData("<script>"), InlineData("</"), InlineData("<>"), InlineData("<a '")]
    public void Cut_markup_does_not_fall(string markup) => MarkupScan.Refusal(markup).ShouldBeNull();
}
