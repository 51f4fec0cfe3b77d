using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>The five sample articles, which stay outside the repository: the folder <c>INGEST_DATA</c> names holds them.</summary>
public sealed class SampleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_wire_text_comes_apart_into_its_fields()
    {
        var article = await Article("001");

        article.Times.PublishedAt.ShouldBe(new DateTimeOffset(2024, 8, 20, 0, 0, 0, TimeSpan.Zero));
        article.Times.PublishedPrecision.ShouldBe("day");
        article.Times.PublishedSource.ShouldBe("text");
        article.Byline.ShouldBe("By Liz Lee");
        article.Authors.ShouldHaveSingleItem().ShouldBe(new Author { Name = "Liz Lee", Kind = "person" });
        article.Copyright.ShouldBe("© Thomson Reuters 2024.");
        article.Agency.ShouldNotBeNull().Name.ShouldBe("Reuters");
        article.Agency.Evidence.ShouldBe(["copyright:© Thomson Reuters 2024."]);
        article.Captions.ShouldHaveSingleItem().ShouldEndWith("ANDRES MARTINEZ CASARES/Pool via REUTERS");
        article.Text.ShouldStartWith("China and Vietnam signed 14 documents");
        article.Text.ShouldEndWith("revolutionary activities.");
        article.Headline.ShouldStartWith("China and Vietnam signed 14 documents");
        article.Headline.Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public async Task A_comment_form_goes_and_the_first_line_is_the_headline()
    {
        var article = await Article("002");

        article.Headline.ShouldBe("China and Vietnam Strengthen Ties with Focus on Trade and Infrastructure");
        article.Text.ShouldStartWith("China and Vietnam have taken a significant step");
        article.Text.ShouldEndWith("regional concerns.");
        article.Text.ShouldContain("Vietnam’s new leader");
        article.Agency.ShouldBeNull();
    }

    [Fact]
    public async Task A_caption_between_paragraphs_is_no_prose_and_its_credit_no_source()
    {
        var article = await Article("003");

        article.Headline.ShouldBe("Xi Jinping meets Vietnam’s new leader To Lam to renew ‘priority’ ties");
        article.Captions.ShouldHaveSingleItem().ShouldStartWith("Xi and Lam pass an honor guard");
        article.Text.ShouldNotContain("honor guard");
        article.Agency.ShouldBeNull();
        article.Text.ShouldNotContain('\u00A0');
    }

    [Theory, InlineData("000", 5), InlineData("004", 7)]
    public async Task A_text_without_furniture_stays_as_it_is(string name, int paragraphs)
    {
        var raw = Raw(name);

        var article = await Article(name);

        article.Text.Split("\n\n").Length.ShouldBe(paragraphs);
        article.Text.Replace("\n\n", "\n", StringComparison.Ordinal).ShouldBe(raw.Replace("\n\n", "\n", StringComparison.Ordinal).Trim());
        article.Captions.ShouldBeEmpty();
        article.Authors.ShouldBeEmpty();
        article.Language.ShouldBe("en");
        article.Extraction.Provenance["title"].ShouldBe("opening");
    }

    private static Task<ArticleFetched> Article(string name) =>
        Articles.FromSubmission(new SubmitArticle { Text = Raw(name) }, new Intake { Kind = "text" }, Now, TestContext.Current.CancellationToken);

    private static string Raw(string name)
    {
        var folder = Environment.GetEnvironmentVariable("INGEST_DATA") is { } data ? Path.Combine(data, "data", "samples") : null;
        Assert.SkipUnless(Directory.Exists(folder), "INGEST_DATA does not name a folder with data/samples.");
        return File.ReadAllText(Path.Combine(folder!, name + ".txt"));
    }
}
