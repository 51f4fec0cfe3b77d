namespace IngestPipeline.Tagger.Tests;

public sealed class CorrectionsTests
{
    [Theory]
    [InlineData("The UN objected.", "ORG UN 1")]
    [InlineData("Talks with Kim Jong Un ended in Hanoi.", "PER Kim Jong Un 1; LOC Hanoi 1")]
    [InlineData("It is part of the Belt and Road Initiative, she said.", "")]
    public void What_the_lists_know_for_certain_goes_before_the_model(string text, string expected)
    {
        Some.Summary(Some.Entities(text)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Traffic on US 75 stood still, and US-169 was closed.")]
    [InlineData("Take US-412 to the west.")]
    public void A_road_is_not_its_country(string text)
    {
        Some.Entities(text).ShouldNotContain(entity => entity.Name == "US");
    }

    [Fact]
    public void A_headline_in_title_case_is_read_with_the_names_of_the_body()
    {
        var entities = Some.Entities("Bashar al-Assad flew to Moscow. Russia has given Assad asylum, officials said. Rebels entered Damascus at dawn.", "Assad Flees to Moscow as Rebels Take Damascus");

        var assad = entities.Named("Bashar al-Assad");
        assad.Mentions.Count(mention => mention.Field == "headline").ShouldBe(1);
        entities.ShouldNotContain(entity => entity.Name.Contains("Flees"));
    }

    [Theory]
    [InlineData("Sweden beat Belgium after a late goal by the striker. The goalkeeper, the coach and the referee saw the match end with a penalty for Sweden.", "ambiguous")]
    [InlineData("Sweden signed the treaty with Belgium. The government of Sweden said that it was pleased.", "linked")]
    public void A_country_in_a_report_of_a_match_may_be_its_team(string text, string status)
    {
        Some.Entities(text).Named("Sweden").LinkStatus.ShouldBe(status);
    }
}
