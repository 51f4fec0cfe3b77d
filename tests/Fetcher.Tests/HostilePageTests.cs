using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>Pages of up to ten million characters that are made to take long. Each ends: as an article, or with a reason. What it took is
/// printed, not asserted.</summary>
public sealed class HostilePageTests(ITestOutputHelper output)
{
    private const int Ten = 10_000_000;
    private const string Prose = "The council approved the new bridge on Monday, after a long debate, and work begins in May. ";

    public static TheoryData<string> Names => new(Pages.Keys);

    private static readonly Dictionary<string, Func<string>> Pages = new(StringComparer.Ordinal)
    {
        ["nesting just below the limit"] = () => Times("<div>", 999) + Prose + Times("</div>", 999),
        ["nesting just below the limit, a hundred times"] = () => Times(Times("<div>", 990) + Prose + Times("</div>", 990), 100),
        ["a storm of formatting tags"] = () => Times("<b><i><a>", Ten / 9),
        ["a storm of formatting tags below the limit of tags"] = () => Times("<b><i><a href=x><font>x</b></i></a></font>" + Prose, 24_000),
        ["formatting tags that paragraphs open again"] = () => Times("<b><i><u><font color=a>", 60) + Times("<p>x", 100_000),
        ["one paragraph"] = () => "<p>" + Times(Prose, Ten / Prose.Length),
        ["one text without a blank"] = () => "<p>" + new string('a', Ten),
        ["one word of blanks"] = () => "<h1>" + Times(" \n", Ten / 2) + "</h1><p>" + Prose,
        ["attributes"] = () => "<div " + string.Concat(Enumerable.Range(0, 200_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}=b "))) + "><p>" + Prose,
        ["a class of ten million characters"] = () => "<div class='" + Times("author ", Ten / 7) + "'><p>" + Prose,
        ["character references"] = () => "<p>" + Times("&amp;", Ten / 5),
        ["a comment that does not end"] = () => "<p>" + Prose + "<!--" + Times("x-", Ten / 2),
        ["comments"] = () => "<p>" + Times("<!---->x", Ten / 8),
        ["a script that does not end"] = () => "<p>" + Prose + "<script>" + Times("</ script", Ten / 9),
        ["tables in tables"] = () => Times("<table><tr><td>", 300) + Prose + Times("</table>", 300),
        ["tables and what does not belong there"] = () => Times("<table><b>x<tr><td>y", 450),
        ["a row of cells"] = () => "<table><tr>" + Times("<td>x", 190_000),
        ["a list"] = () => "<ul>" + Times("<li>" + Prose[..40], 190_000),
        ["paragraphs"] = () => Times("<p>" + Prose, 100_000),
        ["short paragraphs"] = () => Times("<p>Leave a comment", 190_000),
        ["bylines"] = () => "<h1>Bridge</h1>" + Times("<p class=author>By Mary Major", 100_000),
        ["bylines in bylines"] = () => "<h1>Bridge</h1>" + Times("<div class=author>", 900) + Times("By Mary Major ", Ten / 14),
        ["texts that begin a byline, in one element"] = () => "<h1>Bridge</h1><p>" + Times("by<br>", 190_000),
        ["labels"] = () => "<h1>Bridge</h1>" + Times("<b>Autor:</b> 20", 95_000),
        ["JSON-LD"] = () => "<script type='application/ld+json'>[" + Times("{\"@type\":\"NewsArticle\",\"headline\":\"x\"},", Ten / 40) + "{}]</script><p>" + Prose,
        ["JSON-LD below its limit"] = () => "<script type='application/ld+json'>[" + Times("{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Mary Major\"}]},", 34_000) + "{}]</script><p>" + Prose,
        ["blocks of JSON-LD"] = () => Times("<script type='application/ld+json'>[" + Times("{\"a\":[]},", 10_000) + "{}]</script>", 100) + "<p>" + Prose,
        ["JSON-LD, nested"] = () => "<script type='application/ld+json'>" + Times("[", Ten) + "</script><p>" + Prose,
        ["a title"] = () => "<title>" + Times("Bridge | - ", Ten / 11) + "</title><p>" + Prose,
        ["a heading"] = () => "<h1>" + Times("Bridge: ", Ten / 8) + "</h1><p>" + Prose,
        ["a value of a meta element"] = () => "<meta name=author content='" + Times("Mary Major, ", Ten / 12) + "'><meta property=og:title content='" + Times("x | ", Ten / 4) + "'><p>" + Prose,
        ["values of meta elements"] = () => Times("<meta name=author content='Mary Major'>", 190_000) + "<p>" + Prose,
        ["less-than signs"] = () => Times("<", 1_000_000),
        ["tags that do not end"] = () => Times("<a href='", 1_000_000),
        ["closing tags"] = () => Times("</p>", 199_000),
        ["end tags of what is not open"] = () => Times("<div>", 900) + Times("</b>", 190_000),
        ["select and option"] = () => "<select>" + Times("<option>x", 190_000),
        ["svg"] = () => Times("<svg><g/>", 900) + Times("<p>x", 100_000),
        ["templates"] = () => Times("<template>", 900) + Prose,
        ["nulls"] = () => "<p>" + new string('\0', Ten),
        ["two million lines"] = () => "<pre>" + Times("a\n\nb\n\n", 1_600_000),
    };

    [Theory, MemberData(nameof(Names))]
    public async Task It_ends(string name)
    {
        var page = Pages[name]();
        var began = Stopwatch.GetTimestamp();

        var extraction = await ArticleExtractor.Extract(page, new Uri("https://example.org/a"), TestContext.Current.CancellationToken);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, {extraction.Reason ?? "article"}"));
        (extraction.Article is null).ShouldBe(extraction.Reason is not null);
        if (extraction.Article is not null) extraction.Article.Body.Text.Length.ShouldBeLessThanOrEqualTo(page.Length);
    }

    // What is small is given more time, since a cold process is slow with anything: it must not need it.
    [Theory, MemberData(nameof(Names))]
    public async Task A_small_one_ends(string name)
    {
        var whole = Pages[name]();
        var page = whole[..Math.Min(whole.Length, 99_999)];
        var began = Stopwatch.GetTimestamp();

        var extraction = await ArticleExtractor.Extract(page, new Uri("https://example.org/a"), TestContext.Current.CancellationToken);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"small {name}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, {extraction.Reason ?? "article"}"));
        extraction.Reason.ShouldNotBe("too-slow");
    }

    [Theory, InlineData("one paragraph"), InlineData("a list"), InlineData("paragraphs"), InlineData("two million lines"), InlineData("one text without a blank"), InlineData("a title")]
    public async Task The_message_is_put_together_as_well(string name)
    {
        var page = Pages[name]();
        var began = Stopwatch.GetTimestamp();

        var ends = await Ends(page);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"message of {name}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, {ends}"));
        ends.ShouldNotBeNullOrEmpty();
    }

    private static async Task<string> Ends(string page)
    {
        try
        {
            var article = await Articles.FromSubmission(new() { Html = page }, new() { Kind = "html" }, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
            return article.Text.Length > 0 ? "article" : "";
        }
        catch (NoArticleException none)
        {
            return none.Reason;
        }
    }

    private static string Times(string what, int times) => new StringBuilder(what.Length * times).Insert(0, what, times).ToString();
}
