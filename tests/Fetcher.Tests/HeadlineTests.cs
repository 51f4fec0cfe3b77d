namespace IngestPipeline.Fetcher.Tests;

public sealed class HeadlineTests
{
    [Fact]
    public void A_short_opening_is_the_headline() => Headline.FromOpening("It rained. Nobody came.", "en").ShouldBe("It rained.");

    [Fact]
    public void A_long_one_is_cut_between_words()
    {
        var headline = Headline.FromOpening(string.Join(' ', Enumerable.Repeat("word", 60)) + ".", "en");

        headline.Length.ShouldBeLessThanOrEqualTo(120);
        headline.ShouldEndWith("word…");
    }

    [Fact]
    public void Without_spaces_it_is_cut_between_characters() => Headline.FromOpening(new string('字', 300), "zh").Length.ShouldBeLessThanOrEqualTo(120);
}
