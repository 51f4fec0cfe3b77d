namespace IngestPipeline.Fetcher.Tests;

/// <summary>What a page says of its article where it says several things.</summary>
public sealed class PageMetadataTests
{
    private const string One = "The council approved the new bridge on Monday after a long debate, the mayor said in a statement, and work begins in May.";
    private const string Two = "Residents had asked for it for years, because the old one, built in 1931, was closed to lorries after an inspection last winter.";

    [Theory]
    [InlineData("<h1>Bridge approved after ten years of debate</h1>", "Council OKs bridge, ends debate", "Council OKs bridge | Times", "Bridge approved after ten years of debate")]
    [InlineData("<h1>News</h1>", "Council approves the new bridge", "Council approves the new bridge", "Council approves the new bridge")]
    [InlineData("<h1>The Old Town Gazette and Record</h1>", "Council approves the new bridge", "The Old Town Gazette and Record: Council approves the new bridge", "Council approves the new bridge")]
    [InlineData("<h1><span class=\"kicker\">Traffic</span> Council approves the new bridge</h1>", "Traffic: Council approves the new bridge", "x", "Council approves the new bridge")]
    [InlineData("<h1>Council approves<br>the new bridge</h1>", "Council approves the new bridge", "x", "Council approves the new bridge")]
    public async Task The_headline_is_what_readers_see_unless_it_is_a_label(string heading, string told, string title, string expected)
    {
        var metadata = await Metadata($"<meta property=\"og:title\" content=\"{told}\"><title>{title}</title>", heading);

        metadata.Title.ShouldBe(expected);
    }

    [Theory]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"image\":[{\"@type\":\"ImageObject\",\"url\":\"https://paper.example/a.jpg\"}],\"articleSection\":[\"City\",\"News\"],\"keywords\":[\"bridge\",\"council, bridge\"]}</script>",
        "https://paper.example/a.jpg", "City", "bridge council", "json-ld json-ld json-ld")]
    [InlineData("<meta property=\"og:image\" content=\"https://paper.example/b.jpg\"><meta property=\"article:section\" content=\"World\"><meta name=\"news_keywords\" content=\"war; peace\">",
        "https://paper.example/b.jpg", "World", "war peace", "meta meta meta")]
    [InlineData("<meta property=\"og:image\" content=\"data:image/png;base64,AAAA\"><meta name=\"keywords\" content=\"only\">", null, null, "only", "meta")]
    public async Task Lead_image_section_and_keywords_say_where_they_come_from(string head, string? image, string? section, string keywords, string rules)
    {
        var metadata = await Metadata(head, "<h1>Council approves the new bridge</h1>");

        var details = metadata.Details.ShouldNotBeNull();
        (details.LeadImage, details.Section, string.Join(' ', details.Keywords)).ShouldBe((image, section, keywords));
        string.Join(' ', new[] { "leadImage", "section", "keywords" }.Select(field => metadata.Provenance.GetValueOrDefault(field)).OfType<string>()).ShouldBe(rules);
    }

    [Theory]
    [InlineData("<meta name=\"twitter:label1\" content=\"Verfasst von\"><meta name=\"twitter:data1\" content=\"Mary Major\">", "", "Mary Major")]
    [InlineData("<meta name=\"twitter:label1\" content=\"Est. reading time\"><meta name=\"twitter:data1\" content=\"Four Minutes\">", "", "")]
    [InlineData("<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"Person\",\"Organization\"],\"name\":\"Mary Major\"}]}</script>", "", "Mary Major")]
    [InlineData("<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"Person\",\"name\":\"Mary Major\"},{\"@type\":\"Person\",\"name\":\"Peter Minor\"}]}</script>", "", "")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"author\":\"Mary Major\",\"publisher\":{\"@type\":\"Person\",\"name\":\"Mary Major\"}}</script>", "", "Mary Major")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":\"Morning Post\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Morning Post\"}}</script>", "", "")]
    [InlineData("", "<div class=\"author\">Posted on September 21, 2020 by Mary Major</div>", "Mary Major")]
    [InlineData("", "<p class=\"byline\">VON <a>MARY MAJOR</a> am 21. April 2020</p>", "MARY MAJOR")]
    [InlineData("<meta name=\"author\" content=\"marymajor\">", "<div class=\"byline\">By Mary Major</div>", "Mary Major")]
    [InlineData("<meta name=\"author\" content=\"marymajor\">", "<div class=\"byline\">By Peter Minor</div>", "marymajor")]
    [InlineData("<meta name=\"author\" content=\"Mary\">", "<div class=\"byline\">By Peter Minor</div>", "Mary")]
    [InlineData("", "<div class=\"author\"><a>Mary Major</a><span>Follow</span><p>Photo: Peter Minor</p></div>", "Mary Major")]
    [InlineData("<meta name=\"author\" content=\"Mary Major And Peter Minor For The Sunday Post\">", "", "Mary Major, Peter Minor")]
    public async Task Authors_are_people_and_not_what_stands_beside_them(string head, string body, string expected)
    {
        var metadata = await Metadata(head, body);

        string.Join(", ", metadata.Authors.Select(author => author.Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<h1>Bridge</h1><h5>Autor: </h5>Mary Major/SP-X", "Mary Major")]
    [InlineData("<h1>Bridge</h1><p><b>Von:</b><br><br>Mary Major</p>", "Mary Major")]
    [InlineData("<p>Автор: <b>Мария Иванова</b></p>", "Мария Иванова")]
    [InlineData("<h1>Bridge</h1><p>Beitrag von Mary Major</p>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><p>Text: Mary Major</p>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><p>Von Ma\u00ADry Ma\u00ADjor</p>", "Mary Major")]
    [InlineData("<h2>Bridge</h2><p>von <em>Mary Major</em></p>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><em>---- by Mary Major</em>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><b>Text:</b> <p>The council has approved the bridge</p>", "")]
    [InlineData("<h1>Bridge</h1><a href=\"/author/mary\">Mary Major</a>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><a href=\"/author/mary\">Mary Major</a><a href=\"/author/peter\">Peter Minor</a>", "")]
    [InlineData("<h1>Bridge</h1><div data-testid=\"page-byline\">Mary Major</div>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><div id=\"comments\"><span class=\"author\">Mary Major</span></div>", "")]
    [InlineData("<h1>Bridge</h1><div class=\"related\"><p class=\"author\">Mary Major</p></div>", "")]
    [InlineData("<h1>Bridge</h1><div class=\"author\"><a>Mary</a><span>mary_m</span></div>", "Mary")]
    [InlineData("<h1>Bridge</h1><div class=\"author\">Mary Major<p>Spends her days by the river</p></div>", "Mary Major")]
    [InlineData("<h1>Bridge</h1><p class=\"byline\">Posted by Mary Major, Peter Minor and Ann C Other - Bridge team</p>", "Mary Major, Peter Minor, Ann C Other")]
    [InlineData("<h1>Bridge</h1><p class=\"byline\">By Mary Major, dpa</p>", "Mary Major, dpa")]
    [InlineData("<h1>Bridge</h1><p class=\"byline\">Von unserer Redaktion</p>", "")]
    [InlineData("<h1>Bridge</h1><a rel=author>bridgefan313</a>", "bridgefan313")]
    public async Task Authors_are_found_where_readers_see_them(string body, string expected)
    {
        var metadata = await Metadata("", body);

        string.Join(", ", metadata.Authors.Select(author => author.Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<meta name=author content=\"Bund der Brücken e.V.\">", "<p>Von Mary Major</p>", "Mary Major")]
    [InlineData("<meta name=author content=\"Example Post\"><link rel=canonical href=\"https://www.examplepost.org/a\">", "<p>By Mary Major, dpa</p>", "Mary Major, dpa")]
    [InlineData("<meta name=author content=\"Example Post\"><meta property=\"cXenseParse:author\" content=\"Mary Major\"><link rel=canonical href=\"https://www.examplepost.org/a\">", "", "Mary Major")]
    [InlineData("<meta property=\"og:site_name\" content=\"Jobs &amp; Bridges\"><meta name=author content=\"Jobs &amp; Bridges\">", "<div>By <a>Mary Major</a></div>", "Mary Major")]
    [InlineData("<meta property=\"og:site_name\" content=bridgelover>", "<h4 class=\"vcard author\">von <span class=fn>bridgelover</span></h4>", "bridgelover")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Recipe\",\"author\":{\"@type\":\"Person\",\"name\":\"Mary Major\"}}</script>", "", "Mary Major")]
    public async Task A_person_goes_before_the_site_and_its_desks(string head, string body, string expected)
    {
        var metadata = await Metadata(head, $"<h1>Bridge</h1>{body}");

        string.Join(", ", metadata.Authors.Select(author => author.Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<header><h1>Council approves</h1><p class=\"lead\">After ten years the town gets its second bridge over the river.</p></header>")]
    [InlineData("<header><h1>Council approves</h1><p>After ten years the town gets its second bridge over the river.</p></header>")]
    [InlineData("<div><h1>Council approves</h1></div><div class=\"article-subtitle\">After ten years the town gets its second bridge over the river.</div>")]
    public async Task What_stands_between_headline_and_text_is_part_of_it(string header)
    {
        var article = await Article($"<html><body>{header}<div><div class=\"story\"><p>{One}</p><p>{Two}</p></div></div></body></html>");

        article.Body.Text.ShouldBe($"After ten years the town gets its second bridge over the river.\n\n{One}\n\n{Two}");
    }

    [Fact]
    public async Task A_text_that_is_kept_for_readers_without_scripts_is_found()
    {
        var article = await Article($"<html><body><h1>Council approves</h1><div class=\"post\"><noscript><p>{One}</p><p>{Two}</p></noscript></div><p>Loading</p></body></html>");

        article.Body.Text.ShouldBe($"{One}\n\n{Two}");
    }

    [Theory]
    [InlineData("Lea más: El río vuelve a subir")]
    [InlineData("Sign up to get the best of the week")]
    [InlineData("Dieser Beitrag wurde am 4. Mai veröffentlicht.")]
    [InlineData("Czytaj także: Most zamknięty")]
    public async Task Rows_that_lead_elsewhere_are_left_out(string row)
    {
        (await Article($"<html><body><article><p>{One}</p><p>{row}</p><p>{Two}</p></article></body></html>")).Body.Text.ShouldBe($"{One}\n\n{Two}");
    }

    private static async Task<PageMetadata> Metadata(string head, string body) =>
        (await Article($"<html><head>{head}</head><body>{body}<article><p>{One}</p><p>{Two}</p></article></body></html>")).Metadata;

    private static async Task<ExtractedArticle> Article(string html) =>
        (await ArticleExtractor.Extract(html, null, TestContext.Current.CancellationToken)).Article.ShouldNotBeNull();
}
