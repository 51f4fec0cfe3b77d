using FsCheck;
using FsCheck.Fluent;

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
    [InlineData("他来了。她走了！真的吗？", "他来了。|她走了！|真的吗？")]
    [InlineData("Headline without stop\n\nBody text here. More.", "Headline without stop|Body text here.|More.")]
    [InlineData("First line.\nSecond line goes\non here.", "First line.|Second line goes\non here.")]
    [InlineData("", "")]
    [InlineData("  \n\n ", "")]
    [InlineData("No stop", "No stop")]
    public void Sentences_end_where_a_reader_would_end_them(string text, string expected)
    {
        var found = Sentences.Split(text, "en");

        string.Join('|', found.Select(sentence => text[sentence.Start..sentence.End])).ShouldBe(expected);
    }

    [Theory]
    [InlineData("A heading\nThe text that stands under it begins here and goes on.\nAnd on.", 3)]
    [InlineData("Wrapped text that ends at the Great\nHall of the People goes on here until\nit ends.", 1)]
    [InlineData("Here Mr.\nSmith wrapped what he had to say, and he\nended.", 1)]
    public void A_line_that_is_cut_short_ends_a_sentence(string text, int sentences) => Sentences.Split(text, "en").Count.ShouldBe(sentences);

    [Theory]
    [InlineData("He ate.[6] [17] Then he left. [2] It rained.", "He ate.[6] [17]|Then he left. [2]|It rained.")]
    [InlineData("– Come. – Why? – Because.", "– Come.|– Why?|– Because.")]
    [InlineData("“A long game.” – Ingram wrote it.", "“A long game.” – Ingram wrote it.")]
    [InlineData("1. Introduction. It is short.", "1. Introduction.|It is short.")]
    public void Notes_dialogue_and_lists_are_known(string text, string expected) =>
        string.Join('|', Sentences.Split(text, "en").Select(sentence => text[sentence.Start..sentence.End])).ShouldBe(expected);

    [Fact]
    public void Sentences_of_any_text_hold_all_but_white_space_in_order() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(200),
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            foreach (var language in new[] { "en", "de", "und", "el", "x" })
            {
                var at = 0;
                foreach (var (start, end) in Sentences.Split(text, language))
                {
                    start.ShouldBeLessThan(end);
                    text[at..start].ShouldBe(new string([.. text[at..start].Where(char.IsWhiteSpace)]));
                    char.IsWhiteSpace(text[start]).ShouldBeFalse();
                    char.IsWhiteSpace(text[end - 1]).ShouldBeFalse();
                    at = end;
                }

                string.IsNullOrWhiteSpace(text[at..]).ShouldBeTrue();
            }
        }));

    [Theory]
    [InlineData(".")]
    [InlineData("(")]
    [InlineData(" (")]
    [InlineData("(A. ")]
    [InlineData("a.")]
    [InlineData("A. ")]
    [InlineData(".\n")]
    [InlineData(" \n.")]
    [InlineData(".\"")]
    [InlineData(". \"")]
    [InlineData("。」")]
    [InlineData("[1]")]
    [InlineData(". [")]
    public void A_long_run_takes_no_more_than_its_length(string piece)
    {
        var text = new string(' ', 100_000) + string.Concat(Enumerable.Repeat(piece, 200_000)) + new string(' ', 100_000) + "x";

        var watch = System.Diagnostics.Stopwatch.StartNew();
        Sentences.Split(text, "und");

        // Some 20 ms; squared it would be minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    internal static void Check(string text, string language, string marked)
    {
        var starts = Sentences.Split(text, language).Select(sentence => sentence.Start).Skip(1).Reverse();

        starts.Aggregate(text, (shown, start) => shown.Insert(start, "|")).ShouldBe(marked);
    }

    // Of the characters that rules ask for, and any others.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(" ", " ", "\n", ".", "!", "…", "?", "\"", "”", "»", "(", ")", "[1]", "A", "b", "Dr", "z", "3", "The", "。", "」", "-", "\u00A0", "\u200B", "\uD83D\uDE00", "\uD83D", ";").ArrayOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
}
