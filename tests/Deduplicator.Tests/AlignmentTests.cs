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

    [Fact]
    public void The_runs_are_the_same_whichever_text_is_named_first()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var (a, b) = (Some(random), Some(random));

            Alignment.Of(a, b).ShouldBe(Alignment.Of(b, a).Select(run => new Run(run.OtherStart, run.Start, run.Length)).OrderBy(run => run.Start));
        }

        static List<Word> Some(Random random) => Words.Of(string.Join(' ', Enumerable.Range(0, random.Next(3, 60)).Select(_ => $"w{random.Next(4)}")));
    }

    [Fact]
    public void A_run_is_the_longest_that_begins_there()
    {
        var runs = Alignment.Of(Words.Of("one two three four five"), Words.Of("one two three x one two three four five y one two three four z"));

        runs.ShouldBe([new Run(0, 4, 5)]);
    }

    [Fact]
    public void Texts_shorter_than_a_gram_share_no_run() => Alignment.Of(Words.Of("one two"), Words.Of("one two")).ShouldBeEmpty();

    [Fact]
    public void A_page_that_repeats_itself_is_aligned_in_passable_time()
    {
        var page = Words.Of(string.Concat(Enumerable.Repeat("read more here ", 20_000)));

        Alignment.Of(page, page).Sum(run => run.Length).ShouldBe(page.Count);
    }
}
