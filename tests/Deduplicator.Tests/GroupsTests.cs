using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

public sealed class GroupsTests
{
    [Fact]
    public void The_earliest_published_stands_for_its_copies()
    {
        var groups = Groups.Of([At(1, 5), At(2, 3), At(3, 9)], [Edge(1, 2, EdgeKind.Copy), Edge(2, 3, EdgeKind.Copy), Edge(1, 3, EdgeKind.Copy)]);

        groups.ShouldAllBe(group => group.Representative == 2 && group.ClusterSize == 3);
        Of(groups, 2).Relation.ShouldBe(Relations.Unique);
        Of(groups, 1).Relation.ShouldBe(Relations.Copy);
    }

    [Fact]
    public void Copies_gather_round_the_longest_and_the_earliest_stands_for_them()
    {
        // 1 and 3 are two cuts of 2 and have nothing in common.
        var groups = Groups.Of([At(1, 1, words: 80), At(2, 5, words: 300), At(3, 3, words: 90)], [Edge(1, 2, EdgeKind.Contained), Edge(2, 3, EdgeKind.Contained)]);

        groups.ShouldAllBe(group => group.Centre == 2 && group.Representative == 1 && group.ClusterSize == 3);
    }

    [Fact]
    public void A_copy_of_a_copy_is_not_drawn_in()
    {
        // 3 resembles 2 but not 1, the longest, for which 2 is no centre: closure would make them one.
        var groups = Groups.Of([At(1, 1, words: 300), At(2, 2, words: 200), At(3, 3, words: 100)], [Edge(1, 2, EdgeKind.Contained), Edge(2, 3, EdgeKind.Contained)]);

        Of(groups, 2).Centre.ShouldBe(1);
        Of(groups, 3).ShouldBe(new Grouping(3, 3, 3, 1, 1, Relations.Rewrite, 1));
    }

    [Fact]
    public void A_round_up_stands_alone_and_ties_nothing_together()
    {
        // 3 holds 1 and 2; 4 is a copy of the round-up.
        var groups = Groups.Of([At(1, 1), At(2, 2), At(3, 3, words: 600), At(4, 4, words: 590)], [
            new(1, 3, EdgeKind.Composite, 1, 0.3, 0.5), new(2, 3, EdgeKind.Composite, 1, 0.3, 0.5), new(1, 4, EdgeKind.Composite, 1, 0.3, 0.5),
            Edge(2, 4, EdgeKind.Contained), Edge(3, 4, EdgeKind.Copy)]);

        new[] { 1L, 2, 3 }.ShouldAllBe(key => Of(groups, key).Representative == key && Of(groups, key).Family == key);
        (Of(groups, 3).Relation, Of(groups, 4).Relation, Of(groups, 4).Representative).ShouldBe((Relations.Composite, Relations.Copy, 3L));
        (Of(groups, 1).Relation, Of(groups, 2).Relation).ShouldBe((Relations.Unique, Relations.Unique));
    }

    [Fact]
    public void Two_halves_of_a_family_meet_round_what_both_are_tied_to()
    {
        // 1 and 2 have nothing in common, 3 derives from both, and 4 from 3.
        var groups = Groups.Of([At(1, 1), At(2, 2), At(3, 3), At(4, 4)],
            [Edge(1, 3, EdgeKind.Rewrite), Edge(2, 3, EdgeKind.Rewrite), Edge(3, 4, EdgeKind.Rewrite)]);

        groups.ShouldAllBe(group => group.Family == 1);
    }

    [Fact]
    public void A_rewrite_joins_the_family_but_not_the_cluster()
    {
        var groups = Groups.Of([At(1, 1), At(2, 2)], [Edge(1, 2, EdgeKind.Rewrite)]);

        Of(groups, 2).ShouldBe(new Grouping(2, 2, 2, 1, 1, Relations.Rewrite, 1));
        Of(groups, 1).Relation.ShouldBe(Relations.Unique);
    }

    [Fact]
    public void A_revision_stays_out_of_the_cluster() =>
        Of(Groups.Of([At(1, 1), At(2, 2)], [Edge(1, 2, EdgeKind.Revision)]), 2).ShouldBe(new Grouping(2, 2, 2, 1, 1, Relations.Revision, 1));

    [Fact]
    public void Undated_articles_follow_dated_ones_the_longer_first()
    {
        var groups = Groups.Of([At(1, null, words: 100), At(2, null, words: 300), At(3, 7)],
            [Edge(1, 2, EdgeKind.Copy), Edge(1, 3, EdgeKind.Copy), Edge(2, 3, EdgeKind.Copy)]);

        groups.ShouldAllBe(group => group.Representative == 3);
        Groups.Of([At(1, null, words: 100), At(2, null, words: 300)], [Edge(1, 2, EdgeKind.Copy)]).ShouldAllBe(group => group.Representative == 2);
    }

    [Fact]
    public void The_order_of_nodes_and_edges_does_not_change_the_groups()
    {
        Node[] nodes = [At(1, 4), At(2, 1), At(3, null), At(4, 2), At(5, 2), At(6, null)];
        Edge[] edges =
        [
            Edge(1, 2, EdgeKind.Copy), Edge(2, 3, EdgeKind.Contained), Edge(3, 4, EdgeKind.Rewrite), Edge(4, 5, EdgeKind.Story, 0.6),
            Edge(5, 6, EdgeKind.Copy), Edge(1, 6, EdgeKind.Story, 0.4), Edge(2, 4, EdgeKind.Rewrite),
        ];
        var expected = Groups.Of(nodes, edges).OrderBy(group => group.Key).ToList();

        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            random.Shuffle(nodes);
            random.Shuffle(edges);
            Groups.Of(nodes, edges).OrderBy(group => group.Key).ShouldBe(expected);
        }
    }

    private static Node At(long key, int? hour, int words = 200) =>
        new(key, IngestPipeline.Text.NameId.Of("node", $"{key}"), hour is { } known ? Some.Noon.AddHours(known) : null, words);

    private static Edge Edge(long left, long right, EdgeKind kind, double likeness = 0.9) => new(left, right, kind, 0.9, 0.9, likeness);

    private static Grouping Of(IReadOnlyList<Grouping> groups, long key) => groups.Single(group => group.Key == key);
}
