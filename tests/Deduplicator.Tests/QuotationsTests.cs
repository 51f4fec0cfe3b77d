namespace IngestPipeline.Deduplicator.Tests;

public sealed class QuotationsTests
{
    [Theory]
    [InlineData("He said \"we will go\" and left", "we will go")]
    [InlineData("He said “we will go” and left", "we will go")]
    [InlineData("Er sagte „wir gehen” und ging", "wir gehen")]
    [InlineData("Il dit « nous partons » et sortit", "nous partons")]
    [InlineData("It's the dog's dinner", "")]
    public void Words_between_double_marks_are_quoted(string text, string quoted) => Quoted(text).ShouldBe(quoted);

    [Fact]
    public void An_open_quotation_ends_with_its_paragraph() =>
        Quoted("“We begin here.\n\nAnd the report goes on").ShouldBe("We begin here");

    private static string Quoted(string text)
    {
        var words = Words.Of(text);
        var mask = Quotations.Mask(text, words);
        return string.Join(' ', words.Where((_, at) => mask[at]).Select(word => text[word.Start..word.End]));
    }
}
