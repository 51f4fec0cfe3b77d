namespace IngestPipeline.Fetcher.Tests;

public sealed class DatelineTests
{
    private const string Report = "Two bridges were closed on Monday after the river rose by a metre, the council said.";

    [Theory]
    [InlineData("EXAMPLE CITY, Utopia, May 3 (Sample Wire) - ", "EXAMPLE CITY, Utopia", "Sample Wire")]
    [InlineData("Musterstadt (mzd) - ", "Musterstadt", "mzd")]
    [InlineData("Musterstadt am Fluss (SWD) – ", "Musterstadt am Fluss", "SWD")]
    [InlineData("PARIS, May 3 AFP — ", "PARIS", "Agence France-Presse")]
    [InlineData("Hamburg (dpa/lno) – ", "Hamburg", "Deutsche Presse-Agentur")]
    [InlineData("NEW YORK, 14 March 2026 (Sample & Wire) -- ", "NEW YORK", "Sample & Wire")]
    [InlineData("ST CATHERINE, Jamaica — ", "ST CATHERINE, Jamaica", null)]
    public void A_dateline_has_place_and_agency(string dateline, string place, string? agency)
    {
        var found = Dateline.Of(dateline + Report).ShouldNotBeNull();

        found.Place.ShouldBe(place);
        found.Agency?.Name.ShouldBe(agency);
        (found.Agency is null).ShouldBe(agency is null);
        found.Length.ShouldBe(dateline.Length);
    }

    [Fact]
    public void An_unknown_agency_has_its_printed_name_as_evidence_and_no_entity()
    {
        var agency = Dateline.Of($"Musterstadt (mzd) - {Report}").ShouldNotBeNull().Agency.ShouldNotBeNull();

        agency.Evidence.ShouldBe(["dateline:(mzd)"]);
        agency.Uri.ShouldBeNull();
    }

    [Theory]
    [InlineData("Erika Mustermann (Grüne) - Ministerin seit dem Mai 2024 - sprach am Montag über die Brücke.")]
    [InlineData("Mary Major (Labour) - in office since May, when she won the vote - spoke about the bridge.")]
    [InlineData("Example Works Inc (EXW) - Offering of two million shares of preferred stock through brokers.")]
    [InlineData("The bridge over the river (built in 1958) - Closed on Monday after the water rose by a metre.")]
    [InlineData("Mary Major (Labour) - 3 votes")]
    [InlineData("Monday - The council closed two bridges after the river rose by a metre.")]
    public void Prose_is_no_dateline(string prose) => Dateline.Of(prose).ShouldBeNull();

    [Fact]
    public void A_dateline_may_stand_below_a_summary()
    {
        var off = Furniture.TakeOff($"{Report}\n\nMusterstadt (mzd) - {Report} Work goes on.\n\n{Report}", "Some headline");

        off.Place.ShouldBe("Musterstadt");
        off.Text.ShouldBe($"{Report}\n\n{Report} Work goes on.\n\n{Report}");
    }
}
