using System.Security.Cryptography;
using System.Text;

namespace IngestPipeline.Deduplicator.Tests;

public sealed class ContentHashesTests
{
    [Fact]
    public void The_content_is_headline_and_text_as_they_are() =>
        Of("Ein Wort, zwei.", "Überschrift").Content.ShouldBe(Sha256("Überschrift\n\nEin Wort, zwei."));

    [Fact]
    public void The_text_is_its_folded_words() => Of("Ein „Wort“,\nZWEI ＡＢ.").Text.ShouldBe(Sha256("ein wort zwei ab "));

    [Fact]
    public void A_script_without_spaces_goes_by_its_pairs() => Of("京都府 𠮷野").Text.ShouldBe(Sha256("京都 都府 𠮷野 "));

    [Fact]
    public void A_changed_letter_is_another_content_and_changed_punctuation_the_same_text()
    {
        var (one, other) = (Of(Some.Report), Of(Some.Report.Replace(",", ";", StringComparison.Ordinal)));

        one.Content.ShouldNotBe(other.Content);
        one.Text.ShouldBe(other.Text);
    }

    private static ContentHashes Of(string text, string headline = "A headline") => ContentHashes.Of(Some.Article(text, headline: headline), Words.Of(text));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
