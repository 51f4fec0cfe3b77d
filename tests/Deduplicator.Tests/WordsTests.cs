namespace IngestPipeline.Deduplicator.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("The “Harbour” — reopened", "the harbour reopened")]
    [InlineData("ÉCOLE D'ÉTÉ", "école d été")]
    [InlineData("ＡＢＣ １２", "abc 12")]
    public void Capitals_quotation_marks_and_width_make_no_difference(string one, string other) =>
        Words.Of(one).Select(word => word.Hash).ShouldBe(Words.Of(other).Select(word => word.Hash));

    [Fact]
    public void Offsets_lead_back_to_the_text()
    {
        const string text = "Vietnam’s 14 deals, señor.";

        Words.Of(text).Select(word => text[word.Start..word.End]).ShouldBe(["Vietnam", "s", "14", "deals", "señor"]);
        Words.Of(text).Where(word => word.IsNumber).ShouldHaveSingleItem().Start.ShouldBe(10);
    }

    [Theory]
    [InlineData("東京都知事", 4)]
    [InlineData("กรุงเทพ", 6)]
    [InlineData("京", 1)]
    public void Scripts_without_spaces_give_overlapping_pairs(string text, int words) => Words.Of(text).Count.ShouldBe(words);

    [Fact]
    public void A_text_without_words_has_none() => Words.Of(" … — !").ShouldBeEmpty();
}
