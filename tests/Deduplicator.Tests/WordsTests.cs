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
    [InlineData("กรุงเทพ", 4)]
    [InlineData("京", 1)]
    [InlineData("ປະເທດລາວ", 4)]
    [InlineData("កម្ពុជា", 2)]
    [InlineData("မြန်မာ", 2)]
    [InlineData("𠀋𡈽𩸽", 2)]
    [InlineData("東𠮷京", 2)]
    [InlineData("𠮷", 1)]
    [InlineData("ｶﾀｶﾅ", 3)]
    public void Scripts_without_spaces_give_overlapping_pairs(string text, int words) => Words.Of(text).Count.ShouldBe(words);

    [Theory]
    [InlineData("กรุงเทพ", "กรุ รุง งเท เทพ")]
    [InlineData("ที่นี่", "ที่นี่")]
    [InlineData("កម្ពុជា", "កម្ពុ ម្ពុជា")]
    [InlineData("မြန်မာ", "မြန် န်မာ")]
    [InlineData("葛\U000E0100飾区", "葛\U000E0100飾 飾区")]
    [InlineData("☀\uFE0F warm", "warm")]
    public void A_mark_stays_with_its_letter(string text, string words) =>
        Words.Of(text).Select(word => text[word.Start..word.End]).ShouldBe(words.Split(' '));

    [Fact]
    public void Korean_writes_its_spaces() => Words.Of("서울 시장이 말했다").Count.ShouldBe(3);

    [Fact]
    public void No_word_ends_within_a_character_of_two_units()
    {
        const string text = "𠮷野家 𐐀𐐁a1 x𝟘y 😀 \uD83D 東";

        var words = Words.Of(text).Select(word => text[word.Start..word.End]).ToList();

        words.ShouldBe(["𠮷野", "野家", "𐐀𐐁a1", "x𝟘y", "東"]);
    }

    [Fact]
    public void A_word_says_where_it_stands_what_it_holds_and_how_it_begins()
    {
        var word = new Word(7, 100_000_000, 100_000_012, isNumber: true, isCapitalised: false);

        (word.Hash, word.Start, word.End, word.Length, word.IsNumber, word.IsCapitalised).ShouldBe((7UL, 100_000_000, 100_000_012, 12, true, false));
        new Word(7, 0, 3, isNumber: false, isCapitalised: true).IsCapitalised.ShouldBeTrue();
        System.Runtime.CompilerServices.Unsafe.SizeOf<Word>().ShouldBe(16);
    }

    [Fact]
    public void Hashes_are_the_same_in_every_version() =>
        Words.Of("The Harbour ЁЖ 京都").Select(word => word.Hash).ShouldBe([18410501238811984819UL, 4955454075753831612UL, 6209864792464036765UL, 14110893810161812870UL]);

    [Fact]
    public void A_text_without_words_has_none() => Words.Of(" … — !").ShouldBeEmpty();
}
