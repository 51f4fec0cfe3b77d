using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IngestPipeline.Pipeline.Tests.Delivery;
using Microsoft.FSharp.Core;

namespace IngestPipeline.Pipeline.Tests;

/// <summary>
/// The order in which a handler commits, hands over and acknowledges, in a world where any of these may fail, lose its answer or kill
/// the process, and messages come in any order and again. <c>INGEST_PLANS=20</c> tries twenty times as many plans.
/// </summary>
public sealed class DeliveryTests(ITestOutputHelper output)
{
    private const int Plans = 100, PlansOfSwap = 400;
    private const ulong Seed = 20260303;

    [Fact]
    public void Whatever_fails_or_dies_every_article_comes_out_under_one_id_saying_what_is_stored()
    {
        var plans = Plans * int.Parse(Environment.GetEnvironmentVariable("INGEST_PLANS") ?? "1", CultureInfo.InvariantCulture);
        var started = Stopwatch.StartNew();

        Check(Swap.None, plans);

        output.WriteLine($"seed {Seed}, {plans} plans in {started.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData(Swap.PublishBeforeCommit)]
    [InlineData(Swap.AcknowledgeBeforePublish)]
    [InlineData(Swap.SkipWhatIsDone)]
    [InlineData(Swap.MarkBeforePublish)]
    [InlineData(Swap.SweepWithoutPublish)]
    [InlineData(Swap.RandomIds)]
    [InlineData(Swap.WorkersClock)]
    public void Any_one_step_of_the_order_swapped_is_found(Swap swap)
    {
        var found = Should.Throw<Exception>(() => Check(swap, PlansOfSwap), $"{swap} was not found in {PlansOfSwap} plans");

        found.Message.ShouldContain("Shrunk:");
        output.WriteLine(found.Message);
    }

    // With a step swapped, only what holds without that counts as found.
    private static void Check(Swap swap, int plans) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(plans).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(Seed), FSharpOption<int>.None))),
        Prop.ForAll(Plan.Any, plan =>
        {
            var (broken, story) = Run(plan, swap);
            return (broken.Count == 0 || (swap != Swap.None && Run(plan, Swap.None).Broken.Count > 0)).Label(string.Join('\n', [.. story, .. broken]));
        }));

    private static (IReadOnlyList<string> Broken, IReadOnlyList<string> Story) Run(Plan plan, Swap swap)
    {
        IReadOnlyList<string> broken = [], story = [];
        Pump.Run(async () =>
        {
            await using var world = await World.Open(swap);
            await world.Run(plan);
            (broken, story) = (await Oracle.Broken(world), world.Story);
        });
        return (broken, story);
    }
}
