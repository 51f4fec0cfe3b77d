using IngestPipeline.Support;

namespace IngestPipeline.Deduplicator.Tests;

public sealed class StoriesTests
{
    [Fact]
    public void A_story_has_the_key_of_its_earliest_family() =>
        Group([9, 3, 7], [new(3, 7, 0.5), new(7, 9, 0.5), new(3, 9, 0.5)]).ShouldBe(new() { [9] = 9, [3] = 9, [7] = 9 });

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.22, true)]
    [InlineData(0.17, false)]
    public void Two_families_are_one_story_only_when_they_are_near(double similarity, bool together) =>
        (Group([1, 2], [new(1, 2, similarity)])[2] == 1).ShouldBe(together);

    [Fact]
    public void A_similarity_that_joins_terse_texts_does_not_join_detailed_ones()
    {
        // Each text of either story has a neighbour at .7 in it: against that the .35 between them is far.
        StoryEdge[] detailed = [new(1, 2, 0.7), new(3, 4, 0.7), new(1, 3, 0.35), new(1, 4, 0.35), new(2, 3, 0.35), new(2, 4, 0.35)];

        Group([1, 2, 3, 4], detailed).Values.Distinct().Count().ShouldBe(2);
        Group([1, 2, 3, 4], [.. detailed.Select(edge => edge with { Similarity = 0.35 })]).Values.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_text_between_two_stories_does_not_chain_them()
    {
        StoryEdge[] edges = [.. Clique([1, 2, 3, 4], 0.5), .. Clique([5, 6, 7, 8], 0.5), new(4, 5, 0.5)];

        Group([1, 2, 3, 4, 5, 6, 7, 8], edges).Values.Distinct().ShouldBe([1L, 5L], ignoreOrder: true);
    }

    [Fact]
    public void A_story_larger_than_the_kept_edges_of_a_text_holds_together()
    {
        // Sixty texts, of each the twelve nearest along a line kept.
        long[] families = [.. Enumerable.Range(0, 60)];
        var edges = families.SelectMany(one => families.Where(other => other > one && other - one <= 6).Select(other => new StoryEdge(one, other, 0.5)));

        Group(families, [.. edges]).Values.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void The_order_and_the_direction_of_edges_change_nothing()
    {
        // Five stories of eight, with nearer and farther texts, and faint edges between all.
        long[] families = [.. Enumerable.Range(0, 40)];
        var edges = families.SelectMany(one => families.Where(other => other > one)
            .Select(other => new StoryEdge(one, other, (one % 5 == other % 5 ? 0.3 : 0.1) + (((one * 31) + (other * 17)) % 23 / 100.0)))).ToArray();
        var expected = Group(families, edges);

        expected.Values.Distinct().Count().ShouldBeInRange(2, 20);
        for (var seed = 0; seed < 30; seed++)
        {
            new Random(seed).Shuffle(edges);
            Group(families, [.. edges.Select((edge, at) => at % 2 == 0 ? edge : new(edge.Right, edge.Left, edge.Similarity))]).ShouldBe(expected);
        }
    }

    [Fact]
    public void Edges_to_strangers_and_weaker_repetitions_count_for_nothing() =>
        Group([1, 2], [new(1, 2, 0.1), new(2, 1, 0.4), new(1, 2, 0.2), new(1, 99, 0.9), new(2, 2, 0.9)]).ShouldBe(new() { [1] = 1, [2] = 1 });

    [Fact]
    public void The_five_development_articles_on_one_meeting_are_one_story()
    {
        Assert.SkipUnless(TestData.Has("data/samples", out var folder), TestData.Absent);
        var frequencies = new DocumentFrequencies();
        var vectors = Enumerable.Range(0, 5)
            .Select(name => TermVector.Of([], Words.Of(File.ReadAllText(Path.Combine(folder, $"00{name}.txt"))), "en", frequencies).Story).ToArray();

        StoryEdge[] edges = [.. Enumerable.Range(0, 5).SelectMany(one => Enumerable.Range(0, one).Select(other => new StoryEdge(one, other, vectors[one].Similarity(vectors[other]))))];

        Group([0, 1, 2, 3, 4], edges).Values.ShouldAllBe(story => story == 0);
        Group([0, 3, 4], edges).Values.ShouldAllBe(story => story == 0);
    }

    private static Dictionary<long, long> Group(long[] families, StoryEdge[] edges) => Stories.Of(families, edges).ToDictionary();

    private static IEnumerable<StoryEdge> Clique(long[] families, double similarity) =>
        families.SelectMany(one => families.Where(other => other > one).Select(other => new StoryEdge(one, other, similarity)));
}
