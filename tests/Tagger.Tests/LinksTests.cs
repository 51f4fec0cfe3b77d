using System.Text.RegularExpressions;

namespace IngestPipeline.Tagger.Tests;

public sealed partial class LinksTests
{
    [Fact]
    public void Every_row_has_an_id_a_type_and_a_kind_of_that_type()
    {
        foreach (var row in LinkTable.Rows)
        {
            Id().IsMatch(row.Id).ShouldBeTrue(row.Names[0]);
            var type = row.Kind switch { "country" or "capital" => "LOC", "leader" => "PER", "agency" or "body" or "bank" or "company" or "party" or "media" => "ORG", _ => "?" };
            row.Type.ShouldBe(type, row.Names[0]);
            row.Names.ShouldAllBe(name => name.Length > 1 && name.Trim() == name);
        }
    }

    [Fact]
    public void Every_row_names_two_different_sources()
    {
        foreach (var line in IngestPipeline.Text.Resource.Lines(typeof(Entities).Assembly, "links.tsv"))
        {
            var cells = line.Split('\t');
            cells.Length.ShouldBe(9, line);
            cells[7].ShouldNotBeEmpty(line);
            cells[8].ShouldNotBeEmpty(line);
            cells[7].ShouldNotBe(cells[8], line);
        }
    }

    [Fact]
    public void Ids_are_unique_and_so_are_names_of_a_type()
    {
        LinkTable.Rows.GroupBy(row => row.Id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        LinkTable.Rows.SelectMany(row => row.Names.Select(name => (row.Type, Name: Folding.Fold(name))))
            .GroupBy(pair => pair).Where(group => group.Count() > 1).Select(group => group.Key.Name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("country", 190)]
    [InlineData("capital", 120)]
    [InlineData("leader", 75)]
    [InlineData("agency", 8)]
    [InlineData("body", 50)]
    [InlineData("bank", 10)]
    [InlineData("company", 130)]
    [InlineData("party", 60)]
    public void The_table_covers_what_news_names(string kind, int floor)
    {
        LinkTable.Rows.Count(row => row.Kind == kind).ShouldBeGreaterThanOrEqualTo(floor);
    }

    [Theory]
    [InlineData("Trade with Vietnam grew.", "Vietnam", "Q881")]
    [InlineData("They met in Hanoi.", "Hanoi", "Q1858")]
    [InlineData("President Xi Jinping spoke.", "Xi Jinping", "Q15031")]
    [InlineData("Vietnam's Tô Lâm spoke.", "Tô Lâm", "Q10831196")]
    [InlineData("The UN objected.", "UN", "Q1065")]
    [InlineData("The agency Xinhua reported it.", "Xinhua", "Q204839")]
    public void A_known_name_is_linked(string text, string name, string id)
    {
        var entity = Some.Entities(text).Named(name);

        entity.LinkStatus.ShouldBe("linked");
        entity.Uri.ShouldBe($"http://www.wikidata.org/entity/{id}");
    }

    [Fact]
    public void A_bare_surname_is_not_linked()
    {
        var entity = Some.Entities("President Xi said no.").Named("Xi");

        entity.LinkStatus.ShouldBe("nil");
        entity.Uri.ShouldBeNull();
    }

    [Fact]
    public void A_leader_is_not_linked_before_his_time()
    {
        Some.Entities("The clerk Li Qiang retired.", year: 1990).Named("Li Qiang").LinkStatus.ShouldBe("nil");
    }

    [Theory]
    [InlineData("A Chinese trader left.", "Chinese", "Q148", "linked")]
    [InlineData("Two Vietnamese ships left.", "Vietnamese", "Q881", "linked")]
    [InlineData("A Congolese trader left.", "Congolese", null, "ambiguous")]
    [InlineData("A Muslim trader left.", "Muslim", null, "not-attempted")]
    public void A_nationality_points_to_its_country(string text, string name, string? id, string status)
    {
        var entity = Some.Entities(text).Named(name);

        (entity.Type, entity.LinkStatus, entity.Uri).ShouldBe(("NORP", status, id is null ? null : $"http://www.wikidata.org/entity/{id}"));
    }

    [GeneratedRegex("^Q[1-9][0-9]*$")]
    private static partial Regex Id();
}
