namespace IngestPipeline.Fetcher.Tests;

public sealed class ParagraphsTests
{
    [Fact]
    public void A_blank_line_parts_paragraphs() => Paragraphs.Of("One.\n\nTwo\nlines\n\n\n\nThree").ShouldBe(["One.", "Two\nlines", "Three"]);

    [Fact]
    public void Without_blank_lines_a_break_after_a_sentence_does() => Paragraphs.Of("A first one.\nA second one.\nheaded").ShouldBe(["A first one.", "A second one.", "headed"]);

    [Fact]
    public void Hard_wrapped_lines_are_joined()
    {
        var wrapped = "The council approved the new bridge on Monday after a long debate,\nthe mayor said in a statement to the press that was sent around in\nthe evening. Work begins in May.";

        Paragraphs.Of(wrapped).ShouldHaveSingleItem().ShouldBe(wrapped.Replace('\n', ' '));
    }
}
