namespace IngestPipeline.Deduplicator.Tests;

public sealed class ContainmentTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(7, 90)]
    [InlineData(500, 480)]
    public void What_is_shared_is_counted_once_at_any_length(int few, int many)
    {
        var random = new Random(few);
        for (var round = 0; round < 50; round++)
        {
            var (a, b) = (Set(few), Set(many));

            Containment.Shared(a, b).ShouldBe(a.Intersect(b).Count());
            Containment.Shared(b, a).ShouldBe(a.Intersect(b).Count());
        }

        ulong[] Set(int count) => [.. Enumerable.Range(0, count * 2).Select(_ => (ulong)random.Next(count * 3) << 33).Distinct().Take(count).Order()];
    }

    [Fact]
    public void A_set_stands_wholly_in_itself()
    {
        var grams = Shingles.Of(Words.Of(Some.Report));

        Containment.Shared(grams, grams).ShouldBe(grams.Length);
    }

    [Theory]
    [InlineData(3, 4, 0.75)]
    [InlineData(0, 0, 0)]
    public void Containment_is_a_share_of_the_first(int shared, int size, double containment) => Containment.Of(shared, size).ShouldBe(containment);
}
