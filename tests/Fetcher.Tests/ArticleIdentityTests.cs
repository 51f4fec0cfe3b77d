using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher.Tests;

public sealed class ArticleIdentityTests
{
    private const string Url = "https://example.org/a";

    [Fact]
    public void The_submitters_id_goes_before_the_address()
    {
        var identity = ArticleIdentity.Of(new SubmitArticle { Id = "7" }, "example.org", Url, "H", "T");

        identity.Rule.ShouldBe("id");
        identity.ShouldBe(ArticleIdentity.Of(new SubmitArticle { Id = "7" }, "example.org", null, "Other", "Changed"));
        identity.ShouldNotBe(ArticleIdentity.Of(new SubmitArticle { Id = "7" }, "example.net", Url, "H", "T"));
    }

    [Fact]
    public void The_address_goes_before_the_content() =>
        ArticleIdentity.Of(new(), "a", Url, "H", "T").ShouldBe(ArticleIdentity.Of(new(), "b", Url, "Other", "Changed"));

    [Fact]
    public void A_home_page_identifies_no_article() =>
        ArticleIdentity.Of(new(), null, "https://example.org/", "H", "T").Rule.ShouldBe("content");

    [Fact]
    public void White_space_does_not_make_another_article() =>
        ArticleIdentity.Of(new(), null, null, "H", "One\n\ntwo").ShouldBe(ArticleIdentity.Of(new(), null, null, "H ", "One two"));
}
