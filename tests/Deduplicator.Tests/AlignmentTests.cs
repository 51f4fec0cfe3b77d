namespace IngestPipeline.Deduplicator.Tests;

public sealed class AlignmentTests
{
    [Fact]
    public void A_shared_passage_is_one_run_wherever_it_stands()
    {
        var a = Words.Of("before it all the quick brown fox jumps high after that");
        var b = Words.Of("the quick brown fox jumps low");

        Alignment.Of(a, b).ShouldBe([new Run(3, 0, 5)]);
    }

    [Fact]
    public void Moved_passages_are_found_and_no_word_is_used_twice()
    {
        var a = Words.Of("one two three four x five six seven eight");
        var b = Words.Of("five six seven eight y one two three four");

        var runs = Alignment.Of(a, b);

        runs.ShouldBe([new Run(0, 5, 4), new Run(5, 0, 4)]);
    }

    [Fact]
    public void A_passage_repeated_in_one_text_is_aligned_once()
    {
        var runs = Alignment.Of(Words.Of("red green blue red green blue"), Words.Of("red green blue"));

        runs.ShouldHaveSingleItem().Length.ShouldBe(3);
    }
}
