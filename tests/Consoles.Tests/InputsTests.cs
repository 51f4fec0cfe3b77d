using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IngestPipeline.Contracts;
using IngestPipeline.Support;

namespace IngestPipeline.Consoles.Tests;

public sealed class InputsTests : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_or_html_file_gets_the_id_of_its_path_without_the_ending()
    {
        _folder.Write("b/ferry.txt", "The ferry resumed.");
        _folder.Write("a/pier.html", "<p>The pier is closed.</p>");

        var inputs = Inputs.Read([_folder.Path]).ToList();

        inputs.Select(input => input.Name).ShouldBe(["a/pier.html", "b/ferry.txt"]);
        Article(inputs[0]).ShouldBe(new SubmitArticle { Id = "a/pier", Html = "<p>The pier is closed.</p>" });
        Article(inputs[1]).ShouldBe(new SubmitArticle { Id = "b/ferry", Text = "The ferry resumed." });
    }

    [Fact]
    public void Files_that_would_share_an_id_keep_their_endings()
    {
        _folder.Write("ferry.txt", "one");
        _folder.Write("ferry.html", "<p>two</p>");

        Inputs.Read([_folder.Path]).Select(input => Article(input).Id).ShouldBe(["ferry.html", "ferry.txt"]);
    }

    [Fact]
    public void A_json_object_keeps_its_id_and_gets_one_only_when_nothing_identifies_it()
    {
        _folder.Write("a.json", """{"text": "x", "id": "mine", "other": 1}""");
        _folder.Write("b.json", """{"url": "https://news.example/1"}""");
        _folder.Write("c.json", """{"text": "x"}""");

        Inputs.Read([_folder.Path]).Select(input => Article(input).Id).ShouldBe(["mine", null, "c"]);
    }

    [Fact]
    public void Each_line_of_a_zipped_jsonl_is_an_article_and_blank_lines_are_none()
    {
        using (var zip = new GZipStream(File.Create(Path.Combine(_folder.Path, "lines.jsonl.gz")), CompressionMode.Compress))
            zip.Write("{\"text\": \"one\"}\n\n{\"text\": \"two\"}\r\n"u8);

        Inputs.Read([_folder.Path]).Select(input => (input.Name, input.Stem, Article(input).Id)).ShouldBe(
            [("lines.jsonl.gz:1", "lines:1", "lines:1"), ("lines.jsonl.gz:3", "lines:3", "lines:3")]);
    }

    [Fact]
    public void What_cannot_be_read_goes_on_as_it_is()
    {
        _folder.Write("broken.json", "{\"text\": ");
        _folder.Write("bytes.txt", [0x41, 0xFF]);

        Inputs.Read([_folder.Path]).Select(input => input.Body.ToArray()).ShouldBe(["{\"text\": "u8.ToArray(), [0x41, 0xFF]]);
    }

    [Fact]
    public void An_html_file_is_decoded_as_it_says()
    {
        _folder.Write("page.html", [.. "<meta charset=windows-1251><p>"u8, 0xCC, 0xE8, 0xF0, .. "</p>"u8]);

        Article(Inputs.Read([_folder.Path]).Single()).Html.ShouldNotBeNull().ShouldContain("Мир");
    }

    [Fact]
    public void A_url_is_an_article_to_fetch() =>
        Article(Inputs.Read(["https://news.example/1"]).Single()).ShouldBe(new SubmitArticle { Url = "https://news.example/1" });

    [Fact]
    public void A_path_that_is_nothing_or_nothing_known_is_named()
    {
        _folder.Write("notes.md", "# Notes");

        Should.Throw<FileNotFoundException>(() => Inputs.Read(["nowhere"]).ToList()).Message.ShouldBe("No such file or folder: nowhere");
        Should.Throw<NotSupportedException>(() => Inputs.Read([Path.Combine(_folder.Path, "notes.md")]).ToList()).Message.ShouldContain("is none of .txt");
    }

    private static SubmitArticle Article(Input input) => JsonSerializer.Deserialize<SubmitArticle>(Encoding.UTF8.GetString(input.Body.Span), Web)!;
}
