namespace IngestPipeline.Deduplicator.Tests;

public sealed class CompositionTests
{
    [Fact]
    public void A_round_up_is_known_by_one_of_its_items()
    {
        var item = Some.Text(Some.Report, 1, "Tanker freed at Osterlund");
        var roundUp = Some.Text($"{Some.Other}\n\n{Some.Report}\n\n{Some.Third}", 2, "News in brief");

        var edge = Comparison.Of(item, roundUp).Edge;

        edge.Container.ShouldBe(2);
        Relate.To(edge, 2).ShouldBe("composite");
    }

    [Theory]
    [InlineData(false, 0.2, 0.9, 1)]
    [InlineData(false, 0.9, 0.2, 2)]
    [InlineData(true, 0.2, 0.9, 2)]
    [InlineData(true, 0.9, 0.2, 1)]
    public void The_edge_says_which_is_the_round_up(bool isPart, double leftInRight, double rightInLeft, long container) =>
        new Edge(1, 2, isPart ? EdgeKind.CompositeOfPart : EdgeKind.Composite, leftInRight, rightInLeft, 0.5).Container.ShouldBe(container);

    [Fact]
    public void An_expansion_of_the_same_story_is_no_round_up()
    {
        var brief = Some.Text(Some.FirstWords(Some.Report, 0.35), 1, "Osterlund harbour reopens");
        var full = Some.Text(Some.Report, 2, "Osterlund harbour reopens after tanker is freed");

        Comparison.Of(brief, full).Edge.Kind.ShouldBe(EdgeKind.Contained);
    }

    [Fact]
    public void Neither_text_is_asked_first()
    {
        var (item, roundUp) = (Some.Text(Some.Report, 1), Some.Text($"{Some.Other}\n\n{Some.Report}\n\n{Some.Third}", 2, "News in brief"));

        Comparison.Of(item, roundUp).Edge.ShouldBe(Comparison.Of(roundUp, item).Edge);
    }
}
