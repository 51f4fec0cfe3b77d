namespace IngestPipeline.Quality.Tests;

public sealed class CopyScoreTests
{
    [Fact]
    public void A_pair_in_one_cluster_is_found_and_one_apart_is_missed()
    {
        var score = Score([("a", 1), ("b", 1), ("c", 2), ("d", 3)], ["a b copy", "c d abridged"]);

        (score.Precision, score.Recall).ShouldBe((1, 0.5));
    }

    [Fact]
    public void Two_copies_of_one_original_belong_together_without_being_labelled() =>
        Score([("a", 1), ("b", 1), ("c", 1)], ["a b copy", "a c abridged"]).RightPairs.ShouldBe(3);

    [Fact]
    public void Whatever_else_shares_a_cluster_is_wrong()
    {
        var score = Score([("a", 1), ("b", 1), ("x", 1), ("y", 2)], ["a b copy"]);

        score.Wrong.ShouldBe([("a", "x"), ("b", "x")], ignoreOrder: true);
        (score.Precision, score.FalsePairsPer1000).ShouldBe((1.0 / 3, 500));
    }

    [Theory]
    [InlineData("independent")]
    [InlineData("template")]
    [InlineData("roundup")]
    [InlineData("stranger")]
    [InlineData("revision")]
    public void What_is_labelled_as_no_copy_is_wrong_in_one_cluster_even_by_way_of_a_third(string label)
    {
        var score = Score([("a", 1), ("b", 1), ("c", 1)], ["a b copy", "a c copy", $"b c {label}"]);

        score.Wrong.ShouldBe([("b", "c")]);
    }

    [Fact]
    public void A_rewrite_is_left_out_of_the_count()
    {
        var score = Score([("a", 1), ("b", 1), ("c", 1)], ["a b copy", "b c rewrite", "a c copy"]);

        (score.RightPairs, score.OpenPairs, score.Wrong.Count).ShouldBe((2, 1, 0));
    }

    [Fact]
    public void Pairs_of_one_story_that_nobody_labelled_are_left_open()
    {
        var placed = new Dictionary<string, Placed> { ["a"] = At(1, "s"), ["b"] = At(1, "s"), ["c"] = At(1, "t") };

        var score = new CopyScore(placed, []);

        (score.OpenPairs, score.Wrong.Count).ShouldBe((1, 2));
    }

    [Theory]
    [InlineData("composite", "a", 2, 1)]
    [InlineData("composite", "x", 2, 0)]
    [InlineData("expanded", "a", 2, 0)]
    [InlineData("composite", "a", 1, 0)]
    public void A_round_up_is_found_by_its_relation_to_the_item_from_outside_its_cluster(string relation, string other, int cluster, double recall)
    {
        var placed = new Dictionary<string, Placed>
        {
            ["a"] = At(1),
            ["x"] = At(3),
            ["r"] = At(cluster) with { Relations = new Dictionary<string, string> { [other] = relation } },
        };

        var score = new CopyScore(placed, [new("a", "r", "roundup", "embedded")]);

        score.Recall.ShouldBe(recall);
        score.FalseComposites.ShouldBe(other == "x" ? 1 : 0);
    }

    [Fact]
    public void Classes_come_from_the_fourth_column_else_from_the_label()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a\tb\tcopy\tedit5\nc\td\tabridged\n");

        var gold = GoldPair.Read(file).ToList();

        File.Delete(file);
        gold.Select(pair => pair.Class).ShouldBe(["edit5", "abridged"]);
    }

    private static CopyScore Score((string Id, int Cluster)[] documents, string[] gold) => new(
        documents.ToDictionary(document => document.Id, document => At(document.Cluster)),
        gold.Select(line => line.Split(' ')).Select(fields => new GoldPair(fields[0], fields[1], fields[2], fields[2])));

    private static Placed At(int cluster, string? story = null) => new($"c{cluster}", $"f{cluster}", story, new Dictionary<string, string>());
}
