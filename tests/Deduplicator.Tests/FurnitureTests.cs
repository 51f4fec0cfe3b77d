namespace IngestPipeline.Deduplicator.Tests;

public sealed class FurnitureTests
{
    private static readonly DocumentFrequencies Frequencies = new();

    [Fact]
    public void Words_between_anchors_of_the_source_are_left_out()
    {
        var text = $"{Some.Report}\n\n{Some.Furniture}";

        var features = TextFeatures.Of("", text, "en", Frequencies, Known(Some.Furniture));

        features.HasFurniture.ShouldBeTrue();
        features.Words.Count.ShouldBeInRange(Words.Of(Some.Report).Count - 12, Words.Of(Some.Report).Count + 12);
        features.Words.ShouldAllBe(word => word.End <= text.Length && word.Start < text.IndexOf("share this", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_anchor_is_a_phrase() =>
        Furniture.Of(Words.Of($"{Some.Report} {Some.Furniture}"), Known(Some.Furniture).Take(1).ToHashSet()).ShouldBeEmpty();

    [Fact]
    public void Anchors_with_another_between_are_no_span()
    {
        var words = Words.Of(Some.Report);
        var sampled = Enumerable.Range(0, words.Count - 2)
            .Select(at => Hashing.Of(words[at].Hash, words[at + 1].Hash, words[at + 2].Hash)).Where(Shingles.IsSampled).ToList();

        Furniture.Of(words, sampled.Where((_, at) => at % 2 == 0).ToHashSet()).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_known_leaves_the_text_as_it_is() =>
        TextFeatures.Of("", Some.Report, "en", Frequencies, new HashSet<ulong>()).Grams.ShouldBe(TextFeatures.Of("", Some.Report, "en", Frequencies).Grams);

    [Fact]
    public void A_copy_in_known_furniture_is_a_copy_and_its_passages_stay_in_place()
    {
        var text = $"{Some.Furniture}\n\n{Some.Report}";
        var wrapped = Some.Text(text, 2) with { Text = TextFeatures.Of("", text, "en", Frequencies, Known(Some.Furniture)) };

        var finding = Comparison.Of(Some.Text(Some.Report, 1), wrapped);

        finding.Edge.Kind.ShouldBe(EdgeKind.Copy);
        foreach (var passage in finding.Measures!.Passages)
            Some.Report[passage.Start..passage.End].ShouldBe(text[passage.OtherStart..passage.OtherEnd]);
    }

    [Fact]
    public void A_passage_does_not_reach_over_furniture()
    {
        var (first, second) = (Some.Report[..Some.Report.IndexOf("Two pilots", StringComparison.Ordinal)], Some.Report[Some.Report.IndexOf("Two pilots", StringComparison.Ordinal)..]);
        var text = $"{first}{Some.Furniture}\n\n{second}";
        var features = TextFeatures.Of("", text, "en", Frequencies, Known(Some.Furniture));

        var finding = Comparison.Of(Some.Text(Some.Report, 1), Some.Text(text, 2) with { Text = features });

        features.HasFurniture.ShouldBeTrue();
        foreach (var passage in finding.Measures!.Passages)
            text[passage.OtherStart..passage.OtherEnd].ShouldNotContain("Reader offers");
    }

    private static HashSet<ulong> Known(string block) => Shingles.Of(Words.Of(block)).Where(Shingles.IsSampled).ToHashSet();
}
