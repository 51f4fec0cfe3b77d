namespace IngestPipeline.Fetcher.Tests;

public sealed class FurnitureLineTests
{
    private const string Body = "The council approved the new bridge on Monday after a long debate, the mayor said in a statement to the press. Work begins in May.";

    [Theory]
    [InlineData("Home > Local > Bridges")]
    [InlineData("Startseite › Lokales")]
    [InlineData("News » Regions » North")]
    [InlineData("4 min read")]
    [InlineData("Lesezeit: 2 Minuten")]
    [InlineData("3 minutes de lecture")]
    [InlineData("Published 3 May 2026, 4.20pm · 3 min read")]
    [InlineData("Veröffentlicht am 3. Mai 2026, 8.30 Uhr · 2 Min. Lesezeit")]
    [InlineData("Some headline")]
    public void Lines_above_the_first_paragraph_go(string line) =>
        Furniture.TakeOff($"{line}\n\n{Body}\n\n{Body}", "Some headline").Text.ShouldBe($"{Body}\n\n{Body}");

    [Theory, InlineData("Topics: Bridges Rivers"), InlineData("Themen: Brücken, Flüsse"), InlineData("Tags: bridges • rivers")]
    public void Topics_below_the_last_paragraph_go(string line) => Furniture.TakeOff($"{Body}\n\n{line}", "Some headline").Text.ShouldBe(Body);

    [Theory]
    [InlineData("By Bridge & River staff")]
    [InlineData("By Example News desk")]
    [InlineData("Von unserer Lokalredaktion")]
    [InlineData("Von der Redaktion Beispielblatt")]
    [InlineData("From our correspondent in Exampletown")]
    [InlineData("De notre correspondant à Lyon")]
    [InlineData("By Reuters Staff")]
    public void A_byline_of_a_desk_has_no_author(string line)
    {
        var off = Furniture.TakeOff($"{line}\n\n{Body}", "Some headline");

        off.Text.ShouldBe(Body);
        off.Byline.ShouldBe(line);
        off.Authors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Home > sweet home was the motto over the door when the council met on Monday.")]
    [InlineData("By the time the desk was cleared the council had gone")]
    [InlineData("Published figures show that the river rose by a metre in 2024")]
    [InlineData("From our window we could see the staff leave the bridge")]
    [InlineData("Topics: bridges and rivers were what the council talked about on Monday.")]
    [InlineData("5 minutes is what it takes to cross the bridge")]
    public void Prose_that_begins_like_furniture_stays(string prose) =>
        Furniture.TakeOff($"{prose}\n\n{Body}", "Some headline").Text.ShouldBe($"{prose}\n\n{Body}");

    [Fact]
    public void A_line_of_topics_between_paragraphs_stays() =>
        Furniture.TakeOff($"{Body}\n\nTopics: bridges and rivers\n\n{Body}", "Some headline").Text.ShouldContain("Topics:");

    [Fact]
    public void Place_and_date_behind_a_name_are_no_part_of_the_byline()
    {
        var off = Furniture.TakeOff($"By Mary Major, Exampletown | 3 May 2026\n\n{Body}", "Some headline");

        off.Byline.ShouldBe("By Mary Major");
        off.Authors.ShouldHaveSingleItem().Name.ShouldBe("Mary Major");
    }
}
