using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher.Tests;

public sealed class FurnitureTests
{
    private const string Body = "The council approved the new bridge on Monday after a long debate, the mayor said in a statement to the press. Work begins in May.";

    [Theory]
    [InlineData("HANOI, Aug 20 (Reuters) - ", "HANOI", "Reuters")]
    [InlineData("EXAMPLE CITY (AP) — ", "EXAMPLE CITY", "Associated Press")]
    [InlineData("Berlin (dpa) – ", "Berlin", "Deutsche Presse-Agentur")]
    [InlineData("BEIJING, Aug. 19 (Xinhua) -- ", "BEIJING", "Xinhua News Agency")]
    [InlineData("(Reuters) - ", null, "Reuters")]
    [InlineData("GENEVA — ", "GENEVA", null)]
    public void A_dateline_becomes_place_and_agency(string dateline, string? place, string? agency)
    {
        var off = Furniture.TakeOff(dateline + Body);

        off.Text.ShouldBe(Body);
        off.Place.ShouldBe(place);
        off.Agency?.Name.ShouldBe(agency);
        (off.Agency is null).ShouldBe(agency is null);
    }

    [Theory]
    [InlineData("Mary Major - the new leader - spoke on Monday about the bridge and the debate that went before it.")]
    [InlineData("Mayor Mary Major (Labour) - in office since May - spoke on Monday about the bridge.")]
    [InlineData("By signing the agreement, both sides hope to end a debate that has lasted for years.")]
    [InlineData("A photo of Reuters shows the bridge. The agency AP reported it too.")]
    [InlineData("Read more books, the minister told pupils; advertisement for screens would not help them in any way at all.")]
    [InlineData("Copyright law was debated in 2024 and the council decided to wait for the court before it changes anything, officials said. The decision follows a dispute among publishers that began a decade ago in the capital. Talks go on, and a report is due in the spring of next year at the latest, they said.")]
    [InlineData("Share prices fell on Monday after the central bank raised rates for the third time this year.")]
    public void Prose_stays_as_it_is(string prose)
    {
        var off = Furniture.TakeOff($"{Body}\n\n{prose}\n\n{Body}", "Some headline");

        off.Text.ShouldBe($"{Body}\n\n{prose}\n\n{Body}");
        Furniture.TakeOff($"{prose}\n\n{Body}", "Some headline").Text.ShouldBe($"{prose}\n\n{Body}");
        Furniture.TakeOff($"{Body}\n\n{prose}", "Some headline").Text.ShouldBe($"{Body}\n\n{prose}");
    }

    [Theory]
    [InlineData("By Mary Major", "Mary Major")]
    [InlineData("By MARY MAJOR and Juan de la Cruz", "MARY MAJOR|Juan de la Cruz")]
    [InlineData("Von Erika Mustermann", "Erika Mustermann")]
    [InlineData("Par Marie Dupont et Jean Martin", "Marie Dupont|Jean Martin")]
    [InlineData("By Mary Major, Staff Writer", "Mary Major")]
    public void A_byline_becomes_authors(string byline, string names)
    {
        var off = Furniture.TakeOff($"{byline}\n\n{Body}");

        off.Text.ShouldBe(Body);
        off.Byline.ShouldBe(byline);
        string.Join('|', off.Authors.Select(author => author.Name)).ShouldBe(names);
    }

    [Fact]
    public void Credits_at_the_end_name_reporters_and_agency()
    {
        var off = Furniture.TakeOff($"{Body}\n\n{Body}\n\nReporting by Mary Major and John Minor in Hanoi; Editing by A. Person\n\n(Reuters)\n\nOur Standards: The Trust Principles.");

        off.Text.ShouldBe($"{Body}\n\n{Body}");
        off.Agency.ShouldNotBeNull().Evidence.ShouldBe(["signature:(Reuters)"]);
        off.Authors.ShouldContain(new Author { Name = "Mary Major", Kind = "person" });
    }

    [Theory]
    [InlineData("The mayor opens the bridge on Monday. (AP Photo/Mary Major)")]
    [InlineData("The mayor opens the bridge on Monday. © AFP")]
    [InlineData("The mayor opens the bridge on Monday. (Photo by Mary Major/Getty Images)")]
    [InlineData("The mayor opens the bridge on Monday. MARY MAJOR/REUTERS")]
    [InlineData("Foto: Erika Mustermann/dpa")]
    public void A_photo_credit_makes_a_caption_and_no_agency(string caption)
    {
        var off = Furniture.TakeOff($"{Body}\n\n{caption}\n\n{Body}");

        off.Text.ShouldBe($"{Body}\n\n{Body}");
        off.Captions.ShouldBe([caption]);
        off.Agency.ShouldBeNull();
    }

    [Theory, InlineData("Advertisement"), InlineData("Read also: Another bridge falls"), InlineData("Share on Facebook"), InlineData("Lesen Sie auch: Noch eine Brücke"), InlineData("Publicité"), InlineData("Sign up for our daily newsletter")]
    public void Rows_between_paragraphs_go(string row) => Furniture.TakeOff($"{Body}\n\n{row}\n\n{Body}").Text.ShouldBe($"{Body}\n\n{Body}");

    [Fact]
    public void A_comment_form_goes_with_all_below_it() =>
        Furniture.TakeOff($"{Body}\n\nSchreibe einen Kommentar\n\nDeine E-Mail-Adresse wird nicht veröffentlicht.\n\nName *").Text.ShouldBe(Body);

    [Fact]
    public void Only_the_first_line_can_be_a_headline()
    {
        var off = Furniture.TakeOff($"Council approves bridge\n\n{Body}\n\nWhat comes next\n\n{Body}");

        off.Headline.ShouldBe("Council approves bridge");
        off.Text.ShouldBe($"{Body}\n\nWhat comes next\n\n{Body}");
    }

    [Fact]
    public void A_known_headline_is_not_repeated_in_the_text() =>
        Furniture.TakeOff($"COUNCIL approves bridge\n\n{Body}", "Council Approves Bridge").Text.ShouldBe(Body);

    [Fact]
    public void A_date_line_is_read_and_not_kept()
    {
        var off = Furniture.TakeOff($"Council approves bridge\n\nPublished: 20 August 2024, 09:30\n\n{Body}");

        off.DateLine.ShouldBe("Published: 20 August 2024, 09:30");
        off.Text.ShouldBe(Body);
    }

    [Fact]
    public void A_text_of_furniture_alone_does_not_fall() => Furniture.TakeOff("By Mary Major").Text.ShouldBe("By Mary Major");
}
