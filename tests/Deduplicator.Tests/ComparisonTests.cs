namespace IngestPipeline.Deduplicator.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void A_headline_change_alone_is_still_a_copy() =>
        Compare(Some.Text(Some.Report, 1, "Harbour reopens"), Some.Text(Some.Report, 2, "Tanker pulled free at last")).ShouldBe(EdgeKind.Copy);

    [Fact]
    public void Other_punctuation_and_capitals_are_the_same_text()
    {
        var finding = Comparison.Of(Some.Text(Some.Report, 1), Some.Text(Some.Report.ToUpperInvariant().Replace(",", " —", StringComparison.Ordinal), 2));

        finding.Edge.Kind.ShouldBe(EdgeKind.Copy);
        finding.Measures!.SameText.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.3)]
    public void A_shortened_copy_is_contained_and_is_the_one_abridged(double share)
    {
        var finding = Comparison.Of(Some.Text(Some.Report, 1), Some.Text(Some.FirstWords(Some.Report, share), 2));

        finding.Edge.Kind.ShouldBe(EdgeKind.Contained);
        Relate.To(finding.Edge, 2).ShouldBe("abridged");
        Relate.To(finding.Edge, 1).ShouldBe("expanded");
    }

    [Fact]
    public void Site_furniture_around_a_copy_changes_nothing() =>
        Compare(Some.Text(Some.Report, 1), Some.Text($"Sign up for our morning letter.\n\n{Some.Report}\n\nMore from the region: ferry prices, tides, jobs.", 2)).ShouldBe(EdgeKind.Copy);

    [Fact]
    public void Texts_on_other_events_have_no_edge() => Comparison.Of(Some.Text(Some.Report, 1), Some.Text(Some.Other, 2)).Edge.Kind.ShouldBe(EdgeKind.None);

    [Fact]
    public void A_shared_quotation_is_not_a_rewrite()
    {
        const string quotation = "“We have worked for nine days and nine nights without a pause, and every one of the crews that came to help us has earned "
            + "the thanks of this town and of everybody who lives from the sea,” the harbour master told reporters on the quay.";
        var one = $"{quotation} {Some.FirstWords(Some.Report, 0.4)}";
        var other = $"{quotation} {Some.FirstWords(Some.Other, 0.4)}";

        var finding = Comparison.Of(Some.Text(one, 1), Some.Text(other, 2));

        finding.Edge.Kind.ShouldBeOneOf(EdgeKind.Story, EdgeKind.None);
    }

    [Fact]
    public void A_report_of_its_own_that_quotes_a_whole_text_is_no_expansion_of_it()
    {
        var quoting = $"{Some.Other}\n\n“{Some.FirstWords(Some.Report, 0.5)}”\n\n{Some.Third}";

        var finding = Comparison.Of(Some.Text(Some.FirstWords(Some.Report, 0.5), 1), Some.Text(quoting, 2));

        finding.Edge.IsCopy.ShouldBeFalse();
    }

    [Fact]
    public void A_copy_with_every_fifth_word_changed_is_an_edited_copy()
    {
        var words = Some.Report.Split(' ');
        for (var at = 4; at < words.Length; at += 5)
            words[at] = "quite";

        Compare(Some.Text(Some.Report, 1), Some.Text(string.Join(' ', words), 2)).ShouldBeOneOf(EdgeKind.Copy, EdgeKind.Contained);
    }

    [Fact]
    public void A_form_filled_in_with_other_figures_is_no_copy()
    {
        static string Form(string id, string size, string depth, string time) =>
            $"An earthquake of magnitude {size} was recorded at {time} at a depth of {depth} kilometres, the seismological service said in notice {id}. "
            + "No damage was reported and no tsunami warning was issued. People in several towns felt the shock for a few seconds, the service said, "
            + "asking anybody who noticed it to fill in the questionnaire on its pages so that the map of intensities can be completed.";

        var kind = Compare(Some.Text(Form("1182", "4.1", "12", "06:31"), 1), Some.Text(Form("1197", "5.3", "31", "22:08"), 2));

        kind.ShouldNotBe(EdgeKind.Copy);
        kind.ShouldNotBe(EdgeKind.Contained);
    }

    [Fact]
    public void A_correction_is_a_revision_and_no_copy() =>
        Compare(Some.Text(Some.Report, 1), Some.Text(Some.Report.Replace("40 million", "14 million", StringComparison.Ordinal), 2, correction: true)).ShouldBe(EdgeKind.Revision);

    [Fact]
    public void The_same_words_a_month_later_are_no_copy() =>
        Comparison.Of(Some.Text(Some.Report, 1, published: Some.Noon), Some.Text(Some.Report, 2, published: Some.Noon.AddDays(30))).Edge.Kind.ShouldBe(EdgeKind.None);

    [Fact]
    public void It_does_not_matter_which_text_came_first()
    {
        var (long1, short2) = (Some.Text(Some.Report, 1), Some.Text(Some.FirstWords(Some.Report, 0.5), 2));

        var (there, back) = (Comparison.Of(long1, short2), Comparison.Of(short2, long1));

        there.Edge.ShouldBe(back.Edge);
        there.Measures!.Passages.ShouldBe(back.Measures!.Passages);
    }

    [Fact]
    public void Passages_are_the_same_words_in_both_texts()
    {
        var copy = $"Our own reporter adds this. {Some.Report}";
        var finding = Comparison.Of(Some.Text(Some.Report, 1), Some.Text(copy, 2));

        foreach (var passage in finding.Measures!.Passages)
            Some.Report[passage.Start..passage.End].ShouldBe(copy[passage.OtherStart..passage.OtherEnd]);
        finding.Measures!.Passages.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("gazette.example", true)]
    [InlineData("herald.example", false)]
    public void A_changed_figure_is_a_revision_at_its_own_source_only(string source, bool isRevision)
    {
        var changed = Some.Report.Replace("40 million", "14 million", StringComparison.Ordinal);

        Compare(Some.Text(Some.Report, 1) with { Source = "gazette.example" }, Some.Text(changed, 2) with { Source = source })
            .ShouldBe(isRevision ? EdgeKind.Revision : EdgeKind.Copy, string.Join(' ', Measures.Of(Some.Text(Some.Report, 1), Some.Text(changed, 2)).Evidence()));
    }

    [Fact]
    public void Edits_all_over_a_text_leave_it_a_copy()
    {
        var words = Some.Report.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var edited = string.Join(' ', words.Select((word, at) => at % 9 == 4 ? "quite" : word));

        Compare(Some.Text(Some.Report, 1), Some.Text(edited, 2)).ShouldBe(EdgeKind.Contained);
    }

    [Fact]
    public void A_form_filled_in_with_other_names_is_no_copy()
    {
        static string Form(string fund, string town) =>
            $"The trustees of the {fund} said on Monday that its regular distribution will be paid in the coming month to holders of record. "
            + $"The payment is the same as in the last quarter. The fund is managed from {town} and holds bonds of towns and counties in the region, "
            + "most of them insured, and the trustees see no reason to change its policy while interest rates remain as low as they now are.";

        var kind = Compare(Some.Text(Form("Alder Municipal Trust", "Westbrook"), 1, "Alder Municipal Trust sets payout"),
            Some.Text(Form("Hazel Income Portfolio", "Norrvik"), 2, "Hazel Income Portfolio sets payout"));

        kind.ShouldNotBe(EdgeKind.Copy);
        kind.ShouldNotBe(EdgeKind.Contained);
    }

    [Fact]
    public void The_evidence_says_what_agrees()
    {
        var evidence = Comparison.Of(Some.Text(Some.Report, 1), Some.Text(Some.FirstWords(Some.Report, 0.5), 2)).Measures!.Evidence();

        evidence.ShouldContain("namesShared:1.000");
        evidence.ShouldContain("slotsApart:0/0");
    }

    private static EdgeKind Compare(Candidate one, Candidate other) => Comparison.Of(one, other).Edge.Kind;
}
