namespace IngestPipeline.Faults.Tests;

/// <summary>A short run of the fault matrix: some of its rows, with a tenth of their articles. All of it is <c>make faults</c>.</summary>
[Trait("Category", "Integration")]
public sealed class MatrixTests(RigFixture rig) : IClassFixture<RigFixture>
{
    private const double Share = 0.12;

    [Theory, InlineData("2"), InlineData("4"), InlineData("13"), InlineData("16"), InlineData("17"), InlineData("19"), InlineData("27b")]
    public async Task Nothing_is_lost(string number)
    {
        var row = Matrix.Rows.Single(row => row.Number == number);

        var outcome = await Trial.Run(rig.Rig, row, seed: 1, Share, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', outcome.Notes));
        outcome.Problems.ShouldBeEmpty();
        outcome.Lost.ShouldBe(0);
        outcome.Sent.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Every_row_that_is_run_has_a_number_of_its_own() =>
        Matrix.Rows.Select(row => row.Number).ShouldBeUnique();
}

/// <summary>One broker and one database for all rows.</summary>
public sealed class RigFixture : IAsyncLifetime
{
    internal Rig Rig { get; private set; } = null!;

    private Support.TemporaryFolder Logs { get; } = new();

    public async ValueTask InitializeAsync() => Rig = await Rig.Start(null, Logs.Path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        Logs.Dispose();
    }
}
