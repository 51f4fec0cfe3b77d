namespace IngestPipeline.Deduplicator.Tests;

public sealed class ShinglesTests
{
    [Fact]
    public void Grams_are_distinct_and_ascending()
    {
        var grams = Shingles.Of(Words.Of("a b c a b c a b c"));

        grams.ShouldBe(grams.Distinct().Order());
        grams.Length.ShouldBe(3);
    }

    [Fact]
    public void Fewer_than_three_words_make_no_gram() => Shingles.Of(Words.Of("two words")).ShouldBeEmpty();

    [Theory]
    [InlineData(3, 1)]
    [InlineData(40, 4)]
    [InlineData(500, 300)]
    [InlineData(5000, 7)]
    public void However_often_words_recur_the_set_is_that_of_plain_sorting(int length, int vocabulary)
    {
        var random = new Random(length);
        var words = Words.Of(string.Join(' ', Enumerable.Range(0, length).Select(_ => $"w{random.Next(vocabulary)}")));
        var mask = words.Select(_ => random.Next(5) == 0).ToArray();
        IEnumerable<ulong> Plain(bool[] skip) => Enumerable.Range(0, length - 2).Where(at => !skip.AsSpan(at, 3).Contains(true))
            .Select(at => Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash)).Distinct().Order();

        Shingles.Of(words).ShouldBe(Plain(new bool[length]));
        Shingles.Of(words, mask).ShouldBe(Plain(mask));
        Shingles.Of(words.Select(word => word).ToArray(), [.. mask]).ShouldBe(Plain(mask));
    }

    [Fact]
    public void The_sample_is_an_eighth_by_value_and_at_least_twenty_four()
    {
        var many = Shingles.Of(Words.Of(string.Join(' ', Enumerable.Range(0, 8000).Select(number => $"w{number}"))));
        var few = Shingles.Of(Words.Of(Some.FirstWords(Some.Report, 0.3)));

        (Shingles.Sample(many).Length / 1000.0).ShouldBeInRange(0.9, 1.1);
        Shingles.Sample(few).Length.ShouldBe(24);
    }

    [Fact]
    public void Two_texts_sample_the_same_of_what_they_share()
    {
        // Long enough that the sample goes by value alone.
        var text = $"{Some.Report} {Some.Other}";
        var whole = Shingles.Of(Words.Of(text));
        var wrapped = Shingles.Of(Words.Of("Share this. Subscribe now to our letter. " + text));

        Shingles.Sample(whole).ToArray().Except(Shingles.Sample(wrapped).ToArray()).ShouldBeEmpty();
    }
}
