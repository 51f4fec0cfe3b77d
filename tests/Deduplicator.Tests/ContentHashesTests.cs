using System.Security.Cryptography;
using System.Text;

namespace IngestPipeline.Deduplicator.Tests;

public sealed class ContentHashesTests
{
    [Fact]
    public void The_content_is_headline_and_text_as_they_are() =>
        ContentHashes.Content(Some.Article("Ein Wort, zwei.", headline: "Überschrift")).ShouldBe(new Guid(Sha256("Überschrift\n\nEin Wort, zwei.").AsSpan(0, 16)));

    [Fact]
    public void The_text_is_its_folded_words() => Of("Ein „Wort“,\nZWEI ＡＢ.").ShouldBe(Hex("ein wort zwei ab "));

    [Fact]
    public void A_script_without_spaces_goes_by_its_pairs() => Of("京都府 𠮷野").ShouldBe(Hex("京都 都府 𠮷野 "));

    [Fact]
    public void A_changed_letter_is_another_content_and_changed_punctuation_the_same_text()
    {
        var changed = Some.Report.Replace(",", ";", StringComparison.Ordinal);

        ContentHashes.Content(Some.Article(changed)).ShouldNotBe(ContentHashes.Content(Some.Article(Some.Report)));
        Of(changed).ShouldBe(Of(Some.Report));
    }

    private static string Of(string text) => ContentHashes.Text(text, Words.Of(text));

    private static string Hex(string text) => Convert.ToHexStringLower(Sha256(text));

    private static byte[] Sha256(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
