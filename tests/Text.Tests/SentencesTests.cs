namespace IngestPipeline.Text.Tests;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("Mr. Smith met Dr. Jones. They spoke.", "Mr. Smith met Dr. Jones.|They spoke.")]
    [InlineData("J. K. Rowling wrote it. He read it.", "J. K. Rowling wrote it.|He read it.")]
    [InlineData("He left the U.S. Army in May. It was cold.", "He left the U.S. Army in May.|It was cold.")]
    [InlineData("He moved to the U.S. The move was hard.", "He moved to the U.S.|The move was hard.")]
    [InlineData("It begins at 5 p.m. Tickets are sold out. Come.", "It begins at 5 p.m. Tickets are sold out.|Come.")]
    [InlineData("Room No. 5 is free. He said no. It stayed.", "Room No. 5 is free.|He said no.|It stayed.")]
    [InlineData("“We go.” He went. 'Why?' She knew.", "“We go.”|He went.|'Why?'|She knew.")]
    [InlineData("Well... maybe not. Yes… No.", "Well... maybe not.|Yes…|No.")]
    [InlineData("Growth was 3.5 percent. Good.", "Growth was 3.5 percent.|Good.")]
    [InlineData("Am 20. August kam er. Danach ging er.", "Am 20. August kam er.|Danach ging er.")]
    [InlineData("他来了。她走了！真的吗？", "他来了。|她走了！|真的吗？")]
    [InlineData("Headline without stop\n\nBody text here. More.", "Headline without stop|Body text here.|More.")]
    [InlineData("First line.\nSecond line goes\non here.", "First line.|Second line goes\non here.")]
    [InlineData("", "")]
    [InlineData("  \n\n ", "")]
    [InlineData("No stop", "No stop")]
    public void Sentences_end_where_a_reader_would_end_them(string text, string expected)
    {
        var found = Sentences.Split(text);

        string.Join('|', found.Select(sentence => text[sentence.Start..sentence.End])).ShouldBe(expected);
    }

    [Fact]
    public void Nothing_but_white_space_is_left_out()
    {
        var text = " One (two. Three).  Four… “Five.”\n\nSix 7. Eight ?! nine\n.\n";

        var found = Sentences.Split(text);

        string.Concat(found.Select(sentence => text[sentence.Start..sentence.End])).Where(c => !char.IsWhiteSpace(c))
            .ShouldBe(text.Where(c => !char.IsWhiteSpace(c)));
        found.Zip(found.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
    }
}
