namespace IngestPipeline.Deduplicator.Tests;

public sealed class ShortItemTests
{
    private const string Item = "Police in Norrvik arrested two men on Tuesday after 14 bicycles were found in a barn near Lake Talla.";

    [Fact]
    public void An_item_of_one_sentence_with_a_word_changed_is_a_copy() =>
        Kind(Item, "Police in Norrvik detained two men on Tuesday after 14 bicycles were found in a barn near Lake Talla.").ShouldBe(EdgeKind.Copy);

    [Theory]
    [InlineData("Police in Norrvik arrested two men on Tuesday after 31 bicycles were found in a barn near Lake Talla.")]
    [InlineData("Police in Westbrook arrested two men on Tuesday after 14 bicycles were found in a barn near Upper Marsh.")]
    public void Another_figure_or_other_names_make_it_another_item(string other) => Kind(Item, other).ShouldNotBe(EdgeKind.Copy);

    [Fact]
    public void An_item_stands_within_a_longer_report() =>
        Kind(Item, $"{Item} The owners had reported them stolen in the spring, and most have since been told. {Some.Other}").ShouldBe(EdgeKind.Contained);

    [Fact]
    public void Two_other_items_have_nothing_in_common() => Kind(Item, "Bakers in Westbrook asked for help with flour on Friday.").ShouldBeNull();

    private static EdgeKind? Kind(string one, string other) => ShortItem.KindOf(Some.Text(one, 1).Text, Some.Text(other, 2).Text);
}
