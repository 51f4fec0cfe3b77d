using System.Text;

namespace IngestPipeline.Fetcher.Tests;

public sealed class SubmissionTests
{
    [Theory, InlineData("{\"text\":\"Hello there\"}"), InlineData("\uFEFF \n{\"TEXT\":\"Hello there\",\"other\":[1,{}]}"), InlineData("{\"text\":\"x\",\"text\":\"Hello there\"}")]
    public void Braces_are_json_whatever_the_label(string body) => Read(body, "text/plain").Text.ShouldBe("Hello there");

    [Fact]
    public void A_whole_object_is_read()
    {
        var read = Read("""{"url":" https://example.org/a?b=1 ","html":"<p>x","text":"t","title":"T","source":"example.org","publishedAt":"2024-08-20","language":"en","id":"7"}""");

        read.ShouldBe(new() { Url = "https://example.org/a?b=1", Html = "<p>x", Text = "t", Title = "T", Source = "example.org", PublishedAt = "2024-08-20", Language = "en", Id = "7" });
    }

    [Fact]
    public void An_angle_bracket_is_html() => Read(" \n<html><p>Hi", null).Html.ShouldBe("<html><p>Hi");

    [Theory, InlineData("https://example.org/a\n"), InlineData("HTTP://Example.org/a?x=1")]
    public void A_single_address_is_a_url(string body) => Read(body).Url.ShouldBe(body.Trim());

    [Theory, InlineData("Plain text of two words"), InlineData("[Update] Something happened"), InlineData("14 killed in crash"), InlineData("\"Yes,\" he said"), InlineData("see https://example.org/a now")]
    public void Anything_else_is_text(string body) => Read(body).Text.ShouldBe(body);

    [Fact]
    public void The_charset_of_the_label_is_used() =>
        Submission.Read([.. "caf"u8, 0xE9, .. " au lait"u8], "text/plain; charset=\"iso-8859-1\"").Text.ShouldBe("café au lait");

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData(" \r\n\uFEFF", "The body is empty.")]
    [InlineData("{}", "The JSON object has none of the fields url, html and text, or they are blank.")]
    [InlineData("{\"text\":\"  \",\"html\":null}", "The JSON object has none of the fields url, html and text, or they are blank.")]
    [InlineData("{\"title\":\"only\"}", "The JSON object has none of the fields url, html and text, or they are blank.")]
    [InlineData("{\"text\":\n \"x\",,}", "The body begins like JSON but breaks at line 2, byte 6 of it.")]
    [InlineData("{\"text\": ", "The body begins like JSON but breaks at line 1, byte 9 of it.")]
    [InlineData("{\"text\": {\"a\": [", "The body begins like JSON but breaks at line 1, byte 17 of it.")]
    [InlineData("[1,2]", "The body is a JSON array; an object with url, html or text is expected.")]
    [InlineData("42", "The body is a JSON number; an object with url, html or text is expected.")]
    [InlineData("null", "The body is a JSON null; an object with url, html or text is expected.")]
    [InlineData("\"text\"", "The body is a JSON string; an object with url, html or text is expected.")]
    [InlineData("{\"text\":5}", "The field text must be a string, not a number.")]
    [InlineData("{\"text\":\"x\",\"Url\":{}}", "The field Url must be a string, not an object.")]
    [InlineData("{\"text\":\"\\ud800\"}", "The field text holds half of a surrogate pair, which is no character.")]
    [InlineData("{\"url\":\"ftp://user:pw@example.org/a?q\"}", "The url has the scheme ftp; only http and https are accepted.")]
    [InlineData("javascript:alert(1)", "The url has the scheme javascript; only http and https are accepted.")]
    [InlineData("{\"url\":\"/relative\"}", "The url is not absolute: it has to begin with http:// or https://.")]
    [InlineData("{\"url\":\"http://\"}", "The url cannot be read as an address.")]
    public void What_can_never_work_says_why(string body, string message) =>
        Should.Throw<UnusableSubmissionException>(() => Read(body)).Message.ShouldBe(message);

    [Fact]
    public void Bytes_that_are_no_text_say_where() =>
        Should.Throw<UnusableSubmissionException>(() => Submission.Read([.. "{\"text\":\""u8, 0xC3, 0x28], null)).Message.ShouldBe("The bytes are not UTF-8 (byte 9 does not fit).");

    [Fact]
    public void Sixty_five_levels_are_too_many() =>
        Should.Throw<UnusableSubmissionException>(() => Read("{\"text\":\"x\",\"a\":" + new string('[', 64) + new string(']', 64) + "}"))
            .Message.ShouldBe("The JSON is nested deeper than 64 levels.");

    [Fact]
    public void A_body_over_the_limit_is_refused_unread() =>
        Should.Throw<UnusableSubmissionException>(() => Submission.Read(new byte[101], null, maxBytes: 100)).Message.ShouldBe("The body has 101 bytes; at most 100 are accepted.");

    private static Contracts.SubmitArticle Read(string body, string? contentType = null) => Submission.Read(Encoding.UTF8.GetBytes(body), contentType);
}
