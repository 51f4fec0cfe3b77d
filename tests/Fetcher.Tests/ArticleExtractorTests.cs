namespace IngestPipeline.Fetcher.Tests;

public sealed class ArticleExtractorTests
{
    private const string One = "The council approved the new bridge on Monday after a long debate, the mayor said in a statement, and work begins in May.";
    private const string Two = "Residents had asked for it for years, because the old one, built in 1931, was closed to lorries after an inspection last winter.";
    private const string Three = "Costs are put at 14 million, of which the region pays half, and the rest comes from a fund that was set up after the flood.";

    [Fact]
    public async Task The_article_is_found_among_what_surrounds_it()
    {
        var article = await Article($"""
            <html lang="en"><head><title>Council approves bridge - Example Times</title><meta property="og:site_name" content="Example Times"></head><body>
            <nav><a href="/">Home</a> <a href="/news">News</a></nav>
            <div class="layout"><div class="story-body"><h1>Council approves bridge</h1><p>{One}</p><p>{Two}</p>
            <aside><p>Sign up to get each story by mail before anybody else does, every day, for free.</p></aside>
            <figure><img><figcaption>The old bridge.</figcaption></figure><p>{Three}</p>
            <ul class="related"><li><a href="/1">Flood fund runs dry, says the treasurer</a></li><li><a href="/2">Bridge closed</a></li></ul></div>
            <div class="sidebar"><p>{One} Sidebar.</p></div></div><footer><p>Contact, imprint, terms, and everything else that nobody reads.</p></footer></body></html>
            """);

        article.Body.Text.ShouldBe($"{One}\n\n{Two}\n\n{Three}");
        article.Body.Captions.ShouldBe(["The old bridge."]);
        article.Metadata.Title.ShouldBe("Council approves bridge");
        article.Metadata.Language.ShouldBe("en");
    }

    [Fact]
    public async Task An_article_in_several_containers_is_joined() =>
        (await Article($"<body><div id=a><div class=part><p>{One}</p><p>{Two}</p></div><div class=ad>Buy now, or later</div><div class=part><p>{Three}</p></div></div></body>"))
            .Body.Text.ShouldBe($"{One}\n\n{Two}\n\n{Three}");

    [Fact]
    public async Task Line_breaks_part_paragraphs_when_doubled_and_inline_tags_part_nothing() =>
        (await Article($"<body><div>{One}<br><br>{Two}<br>Th<b>re</b>e: <i>{Three}</i></div></body>"))
            .Body.Text.ShouldBe($"{One}\n\n{Two}\nThree: {Three}");

    [Fact]
    public async Task A_paragraph_full_of_links_stays() =>
        (await Article($"<body><article><p>{One}</p><p>See <a href=/a>the plan</a>, <a href=/b>the budget of the region</a> and <a href=/c>the minutes</a>.</p><p>{Two}</p></article></body>"))
            .Body.Text.ShouldContain("See the plan, the budget of the region and the minutes.");

    [Fact]
    public async Task Json_ld_goes_before_meta_and_meta_before_the_page()
    {
        var article = await Article($$"""
            <html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Example"},
            {"@type":["NewsArticle"],"headline":"Council &amp; bridge","datePublished":"2024-08-20T09:30:00+07:00","dateModified":"2024-08-21",
            "author":[{"@id":"#mm"},{"name":"John Minor"}],"publisher":{"name":"Example Times"},"isAccessibleForFree":"False","inLanguage":"en",},
            {"@id":"#mm","@type":"Person","name":"Mary Major"}]}</script>
            <meta property="og:title" content="Other title"><meta property="article:published_time" content="2020-01-01"><meta name="description" content="What it is about.">
            <link rel="canonical" href="https://example.org/a?utm_source=x"></head><body><p>{{One}}</p><p>{{Two}}</p></body></html>
            """);

        article.Metadata.Title.ShouldBe("Council & bridge");
        article.Metadata.Authors.Select(author => author.Name).ShouldBe(["Mary Major", "John Minor"]);
        article.Metadata.Published.ShouldBe(("2024-08-20T09:30:00+07:00", "json-ld"));
        article.Metadata.Modified.ShouldBe("2024-08-21");
        article.Metadata.SiteName.ShouldBe("Example Times");
        article.Metadata.IsAccessibleForFree.ShouldBe(false);
        article.Metadata.Summary.ShouldBe("What it is about.");
        article.Metadata.CanonicalUrl.ShouldBe("https://example.org/a");
        article.Metadata.Provenance["title"].ShouldBe("json-ld");
        article.Metadata.Provenance["date"].ShouldBe("json-ld");
    }

    [Fact]
    public async Task A_broken_block_of_json_ld_harms_nothing()
    {
        var article = await Article($$"""<head><script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="author" content="By Mary Major"></head><body><p>{{One}}</p><p>{{Two}}</p></body>""");

        article.Metadata.Authors.ShouldHaveSingleItem().Name.ShouldBe("Mary Major");
    }

    [Theory]
    [InlineData("<html></html>", "empty")]
    [InlineData("", "empty")]
    [InlineData("<body><ul><li><a href=/1>One story and its long headline</a><li><a href=/2>Another story and its long headline</a></ul></body>", "empty")]
    public async Task What_is_no_article_has_a_reason(string html, string reason) =>
        (await ArticleExtractor.Extract(html, null, TestContext.Current.CancellationToken)).ShouldBe(new Extraction(null, reason));

    [Fact]
    public async Task Deep_nesting_is_refused_before_it_is_parsed() =>
        (await ArticleExtractor.Extract(string.Concat(Enumerable.Repeat("<div>", 50_000)), null, TestContext.Current.CancellationToken)).Reason.ShouldBe("too-deep");

    [Fact]
    public async Task A_storm_of_tags_is_refused() =>
        (await ArticleExtractor.Extract(string.Concat(Enumerable.Repeat("<b></b>", 150_000)), null, TestContext.Current.CancellationToken)).Reason.ShouldBe("too-many-tags");

    private static async Task<ExtractedArticle> Article(string html) =>
        (await ArticleExtractor.Extract(html, null, TestContext.Current.CancellationToken)).Article.ShouldNotBeNull();
}
