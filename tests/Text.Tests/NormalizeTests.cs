namespace IngestPipeline.Text.Tests;

public sealed class NormalizeTests
{
    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\u00A0b\u202Fc", "a b c")]
    [InlineData("co\u00ADop\u200Berate\uFEFF", "cooperate")]
    [InlineData("a  \nb\t\n", "a\nb")]
    [InlineData("a\n\n \n\t\n\nb", "a\n\nb")]
    [InlineData("\n\n  a", "a")]
    [InlineData("“a” ‘b’ – c…", "“a” ‘b’ – c…")]
    [InlineData("e\u0301", "é")]
    [InlineData("a\0b", "ab")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("😀 \uD83D\uDC69\u200D\uD83D\uDE80", "😀 \uD83D\uDC69\u200D\uD83D\uDE80")]
    [InlineData("", "")]
    public void Text_is_made_ready_to_read(string text, string expected) => Normalize.ForReading(text).ShouldBe(expected);

    [Theory, InlineData("e\u0301 a\u0323\u0302 \u1112\u1161\u11AB \u212B \u0344"), InlineData(" a \r\n\r\n\r\n b\u200B ")]
    public void Twice_is_once(string text) => Normalize.ForReading(Normalize.ForReading(text)).ShouldBe(Normalize.ForReading(text));

    // Not as data of a theory: attributes are stored in UTF-8, which half a pair does not survive.
    [Fact]
    public void Half_a_surrogate_pair_is_no_character() => Normalize.ForReading("\uDC00\uD800x").ShouldBe("\uFFFD\uFFFDx");
}
