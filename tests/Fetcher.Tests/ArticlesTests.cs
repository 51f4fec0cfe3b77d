using System.Text;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher.Tests;

public sealed class ArticlesTests
{
    private const string Text = "The council approved the new bridge on Monday after a long debate, the mayor said in a statement, and work begins in May.";
    private static readonly DateTimeOffset Now = new(2024, 9, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Intake Intake = new() { Kind = "text", CorrelationId = "file-7", MessageId = "m" };

    [Fact]
    public async Task Submitted_fields_go_before_found_ones()
    {
        var article = await Of(new SubmitArticle
        {
            Html = $"<html lang=de><head><title>Found</title><meta property='article:published_time' content='2020-01-01'></head><body><p>{Text}</p><p>{Text}</p></body></html>",
            Url = "https://www.example.org/a?utm_source=x#top",
            Title = "Given",
            PublishedAt = "2024-08-20",
            Language = "en-GB",
        });

        (article.Headline, article.CanonicalUrl, article.Source, article.Language).ShouldBe(("Given", "https://example.org/a".Replace("//", "//www.", StringComparison.Ordinal), "example.org", "en-GB"));
        (article.Times.PublishedAt!.Value.Year, article.Times.PublishedSource, article.Times.FirstSeenAt).ShouldBe((2024, "submitted", Now));
        (article.Intake.Kind, article.SubmitterId, article.Intake.MessageId).ShouldBe(("html", "file-7", "m"));
        article.Extraction.Provenance["title"].ShouldBe("submitted");
        article.Extraction.Provenance["canonicalUrl"].ShouldBe("submitted");
        article.ArticleId.ShouldBe(IngestPipeline.Text.NameId.Of("article", "url", CanonicalUrl.Key("https://www.example.org/a")!));
    }

    [Fact]
    public async Task Text_goes_before_html()
    {
        var article = await Of(new SubmitArticle { Text = Text, Html = "<p>Something else entirely, and quite long too.</p>", Id = "7" });

        (article.Text, article.Extraction.Method, article.SubmitterId, article.Source).ShouldBe((Text, "text", "7", null));
    }

    [Theory, InlineData("2030-01-01", "published-in-future"), InlineData("0815-06-18", "published-before-1605"), InlineData("some day", "published-unreadable")]
    public async Task A_time_beyond_belief_is_kept_as_printed_only(string raw, string warning)
    {
        var article = await Of(new SubmitArticle { Text = Text, PublishedAt = raw });

        (article.Times.PublishedAt, article.Times.PublishedRaw, article.Times.PublishedPrecision, article.Times.PublishedSource).ShouldBe((null, raw, "unknown", "none"));
        article.Extraction.Warnings.ShouldBe([warning]);
    }

    [Fact]
    public async Task A_submitted_time_of_an_archive_is_believed_and_one_that_a_text_names_is_not()
    {
        var archived = await Of(new SubmitArticle { Text = Text, PublishedAt = "1987-02-26T15:01:01Z" });
        var printed = await Of(new SubmitArticle { Text = $"date 1987-02-26\n\n{Text}" });

        archived.Times.PublishedAt.ShouldBe(new(1987, 2, 26, 15, 1, 1, TimeSpan.Zero));
        (printed.Times.PublishedAt, printed.Times.PublishedRaw).ShouldBe((null, "1987-02-26"));
        printed.Extraction.Warnings.ShouldBe(["published-before-1990"]);
    }

    [Fact]
    public async Task The_same_submission_gives_the_same_article()
    {
        var (first, again) = (await Of(new SubmitArticle { Text = Text }), await Of(new SubmitArticle { Text = Text }));

        again.ArticleId.ShouldBe(first.ArticleId);
        first.ArticleId.ShouldNotBe((await Of(new SubmitArticle { Text = Text + " More." })).ArticleId);
    }

    [Theory, InlineData("\u200B\u00AD"), InlineData("\0\0")]
    public async Task Nothing_to_read_is_no_article(string text) =>
        (await Should.ThrowAsync<NoArticleException>(() => Of(new SubmitArticle { Text = text }))).Reason.ShouldBe("empty");

    [Fact]
    public async Task A_page_without_an_article_says_so() =>
        (await Should.ThrowAsync<NoArticleException>(() => Of(new SubmitArticle { Html = "<p></p>" }))).Message.ShouldBe("The page has no text that could be an article.");

    [Fact]
    public async Task A_fetched_page_carries_its_exchange()
    {
        var url = new Uri("https://example.org/a?utm_source=x");
        var html = Encoding.UTF8.GetBytes($"<html><head><link rel=canonical href=/b></head><body><p>{Text}</p><p>{Text}</p></body></html>");
        var page = new Page(html, url, new Uri("https://example.org/c"), [new Uri("https://example.org/c")], 200, "text/html", "utf-8", "\"v\"", null, Now.AddSeconds(-1), TimeSpan.FromMilliseconds(250));

        var article = await Articles.FromPage(new() { Message = new() { Body = [] }, Submission = new SubmitArticle { Url = url.AbsoluteUri }, Intake = Intake with { Kind = "url" } }, page, Now, TestContext.Current.CancellationToken);

        (article.CanonicalUrl, article.Intake.Kind, article.Source).ShouldBe(("https://example.org/b", "url", "example.org"));
        article.Fetch.ShouldNotBeNull().ShouldSatisfyAllConditions(
            fetch => fetch.RequestedUrl.ShouldBe(url.AbsoluteUri),
            fetch => fetch.FinalUrl.ShouldBe("https://example.org/c"),
            fetch => fetch.Bytes.ShouldBe(html.Length),
            fetch => fetch.Charset.ShouldBe("utf-8"),
            fetch => fetch.DurationMs.ShouldBe(250));
        article.Times.FetchedAt.ShouldBe(Now.AddSeconds(-1));
    }

    private static Task<ArticleFetched> Of(SubmitArticle submission) => Articles.FromSubmission(submission, Intake, Now, TestContext.Current.CancellationToken);
}
