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

    [Fact]
    public void The_sample_is_an_eighth_by_value_and_at_least_eight()
    {
        var many = Shingles.Of(Words.Of(string.Join(' ', Enumerable.Range(0, 8000).Select(number => $"w{number}"))));
        var few = Shingles.Of(Words.Of("one two three four five six seven eight nine ten eleven twelve"));

        (Shingles.Sample(many).Length / 1000.0).ShouldBeInRange(0.9, 1.1);
        Shingles.Sample(few).Length.ShouldBeInRange(8, 10);
    }

    [Fact]
    public void Two_texts_sample_the_same_of_what_they_share()
    {
        var whole = Shingles.Of(Words.Of(Some.Report));
        var wrapped = Shingles.Of(Words.Of("Share this. Subscribe now to our letter. " + Some.Report));

        Shingles.Sample(whole).ToArray().Except(Shingles.Sample(wrapped).ToArray()).ShouldBeEmpty();
    }
}
