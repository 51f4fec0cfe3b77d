namespace IngestPipeline.Text.Tests;

public sealed class NfcTests
{
    [Theory]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("Vie\u0302\u0323t", "Vi\u1EC7t")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("\U0002F800", "\u4E3D")]
    [InlineData("plain", "plain")]
    public void Marks_are_ordered_and_composed(string text, string expected) => Nfc.Of(text).ShouldBe(expected);

    [Fact]
    public void Text_that_cannot_change_is_the_same_instance()
    {
        var text = "Größe, Ærø";

        Nfc.Of(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void A_long_run_of_marks_takes_no_long_time() =>
        Nfc.Of("a" + string.Concat(Enumerable.Repeat("\u0315\u0300", 200_000))).Length.ShouldBeGreaterThan(100_000);
}
