namespace IngestPipeline.Quality.Tests;

public sealed class EditsTests
{
    private static readonly string[] Vocabulary = ["new"];
    private static readonly string Text = string.Join(' ', Enumerable.Range(0, 9000).Select(number => $"w{number}"));

    [Fact]
    public void A_third_of_the_changes_deletes_a_third_replaces_a_third_inserts()
    {
        var words = Edits().Change(Text, 0.3).Split(' ');

        var kept = words.Count(word => word != "new");
        (kept / 9000.0).ShouldBeInRange(0.78, 0.82); // A tenth deleted, a tenth replaced.
        ((words.Length - kept) / 9000.0).ShouldBeInRange(0.18, 0.22); // A tenth replaced, a tenth inserted.
        (words.Length / 9000.0).ShouldBeInRange(0.98, 1.02);
    }

    [Fact]
    public void Two_letters_in_a_hundred_are_misread_and_nothing_else()
    {
        var text = string.Concat(Enumerable.Repeat("ABCDE 12, ", 2000));

        var misread = Edits().Misread(text, 0.02);

        misread.Length.ShouldBe(text.Length);
        var changed = text.Zip(misread).Where(pair => pair.First != pair.Second).ToList();
        (changed.Count / 10000.0).ShouldBeInRange(0.015, 0.025);
        changed.ShouldAllBe(pair => char.IsAsciiLetterUpper(pair.First) && char.IsAsciiLetterLower(pair.Second));
    }

    [Fact]
    public void Sentences_are_moved_and_some_left_out_but_not_changed()
    {
        var sentences = Enumerable.Range(0, 100).Select(number => $"This is number {number}.").ToList();

        var shuffled = Edits().Shuffle(string.Join(' ', sentences), 0.7);

        var left = System.Text.RegularExpressions.Regex.Split(shuffled, @"(?<=\.) ");
        left.Length.ShouldBe(70);
        left.ShouldBeSubsetOf(sentences);
        left.ShouldNotBe(sentences.Where(left.Contains));
    }

    [Fact]
    public void A_correction_changes_one_name_and_two_figures()
    {
        const string text = "In 1987 the board named Smith, who had led 14 plants. It said Smith earns 300 dollars, and Jones 250.";

        for (var seed = 0; seed < 50; seed++)
        {
            var changed = text.Split(' ').Zip(new Edits(new(seed), Vocabulary).Correct(text).Split(' ')).Where(pair => pair.First != pair.Second).ToList();

            changed.Count(pair => pair.First.Any(char.IsAsciiDigit)).ShouldBe(2);
            changed.Where(pair => !pair.First.Any(char.IsAsciiDigit)).Select(pair => pair.First.TrimEnd(',')).Distinct().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Two_fifths_of_a_quoting_text_are_quotations()
    {
        var own = string.Join(' ', Enumerable.Range(0, 20).Select(_ => "Ten own words of a text that stands alone here."));

        var quoting = Quality.Edits.Quote(own, Text);

        var quoted = System.Text.RegularExpressions.Regex.Matches(quoting, "“[^”]*”").Sum(match => match.Value.Split(' ').Length);
        ((double)quoted / quoting.Split(' ').Length).ShouldBeInRange(0.3, 0.42);
    }

    [Fact]
    public void Furniture_stands_a_quarter_before_the_text_and_the_rest_behind() =>
        Quality.Edits.Wrap("The text.", "a b c d e f g h".Split(' ')).ShouldBe("a b\n\nThe text.\n\nc d e f g h");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_spaces_a_word_is_always_written_the_same(bool thai)
    {
        var written = Unspaced.Of("The board met. The board left 300 plants.\n\nThe end.", thai);

        written.Split("\n\n").Length.ShouldBe(2);
        written.ShouldContain("300");
        written.ShouldNotContain("board");
        var board = Unspaced.Of("The board", thai);
        written.Split(board).Length.ShouldBe(3);
    }

    private static Edits Edits() => new(new(3), Vocabulary);
}
