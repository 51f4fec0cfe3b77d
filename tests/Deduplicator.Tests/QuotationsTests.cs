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

    [Theory]
    [InlineData("She told reporters: \" We go. \" Then she left", "We go")]
    [InlineData("»Wir gehen«, sagte er", "Wir gehen")]
    [InlineData("„Wir gehen“, sagte er", "Wir gehen")]
    [InlineData("”Vi går nu”, sade han", "Vi går nu")]
    [InlineData("He said: ‘We’re going home today,’ and left", "We re going home today")]
    [InlineData("The '90s and the dogs' dinner, he said", "")]
    [InlineData("A screen of 6\" and a long cable", "")]
    public void Habits_of_other_papers_are_known(string text, string quoted) => Quoted(text).ShouldBe(quoted);

    [Fact]
    public void A_quotation_goes_on_over_paragraphs_that_are_opened_or_closed() =>
        Quoted("He said “we go.\n\nWe stay not.”\n\nThen he left").ShouldBe("we go We stay not");

    [Fact]
    public void A_mark_that_lost_its_other_does_not_quote_a_whole_text() =>
        Quoted($"He said “{string.Join(' ', Enumerable.Repeat("word", 300))}").ShouldBeEmpty();

    private static string Quoted(string text)
    {
        var words = Words.Of(text);
        var mask = Quotations.Mask(text, words);
        return string.Join(' ', words.Where((_, at) => mask[at]).Select(word => text[word.Start..word.End]));
    }
}
