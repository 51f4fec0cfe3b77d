namespace IngestPipeline.Deduplicator.Tests;

public sealed class BulletinTests
{
    private const string Offering =
        "filed a registration statement with the securities regulator for an offering of up to 300 mln kroner of bonds on terms to be set at the time of sale. "
        + "Underwriters were not named in the draft prospectus. Proceeds will be used for general purposes and to repay short-term borrowings, the filing said.";

    private const string Dividend = "Quarterly dividend 14 cents against 14 cents before. Payable 15 April to holders of record on 30 March.";

    [Fact]
    public void The_same_sentences_about_two_subjects_are_no_copy()
    {
        var one = Some.Text($"Norrvik Shipping ASA {Offering}", 1, "Norrvik Shipping to offer bonds");
        var other = Some.Text($"Talla Timber AB, a unit of Westbrook Mills, {Offering}", 2, "Talla Timber files for bond offer");

        IsCopy(one, other).ShouldBeFalse();
    }

    [Fact]
    public void The_same_sentences_about_one_subject_are_a_copy()
    {
        var one = Some.Text($"Norrvik Shipping ASA {Offering}", 1, "Norrvik Shipping to offer bonds");
        var other = Some.Text($"Norrvik Shipping, the ferry operator, {Offering}", 2, "Norrvik plans bond issue");

        IsCopy(one, other).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.5", "6.02", 24, false)]
    [InlineData("2.1", "6.02", 1, false)]
    [InlineData("two", "6.18", 24, false)]
    [InlineData("1.5", "6.18", 1, true)]
    [InlineData("two", "6.18", 1, true)]
    public void What_a_bank_does_every_day_is_a_copy_only_with_its_figures(string volume, string rate, int hoursLater, bool isCopy)
    {
        static string Operation(string volume, string rate) =>
            $"The Riksbank entered the money market to arrange {volume} bn kronor of repurchase agreements with its customers, a spokesman said. Dealers said that overnight "
            + $"money was trading at {rate} pct when the bank began its temporary and indirect supply of reserves to the banking system.";

        var one = Some.Text(Operation("1.5", "6.18"), 1, "Riksbank adds reserves by repurchases", Some.Noon);
        var other = Some.Text(Operation(volume, rate), 2, "Riksbank adds reserves by repurchases", Some.Noon.AddHours(hoursLater));

        IsCopy(one, other).ShouldBe(isCopy);
    }

    [Theory]
    [InlineData("Norrvik Shipping sets quarterly dividend", "Talla Timber sets quarterly dividend", false)]
    [InlineData("Norrvik Shipping sets quarterly dividend", "Norrvik Shipping declares dividend", true)]
    public void A_line_of_figures_is_of_whom_its_headline_names(string one, string other, bool isCopy) =>
        IsCopy(Some.Text(Dividend, 1, one), Some.Text(Dividend, 2, other)).ShouldBe(isCopy);

    [Fact]
    public void A_longer_text_is_of_whom_it_says_itself_whatever_its_headline() =>
        IsCopy(Some.Text(Some.Report, 1, "Norrvik Shipping sails again"), Some.Text(Some.Report, 2, "Talla waits for its grain")).ShouldBeTrue();

    [Fact]
    public void A_correction_changes_figures_and_stays_related()
    {
        const string results = "Oper shr profit 89 cents against 1.31 crowns. Oper net 3,348,000 against 4,102,000. Revenue 91.4 mln against 88.2 mln for the quarter at Talla Timber.";
        var one = Some.Text(results, 1, "Talla Timber results");
        var corrected = Some.Text(results.Replace("3,348,000", "3,345,000", StringComparison.Ordinal), 2, "CORRECTED - Talla Timber results", correction: true);

        Comparison.Of(one, corrected).Edge.Kind.ShouldBe(EdgeKind.Revision);
    }

    private static bool IsCopy(Candidate one, Candidate other) => Comparison.Of(one, other).Edge.IsCopy;
}
