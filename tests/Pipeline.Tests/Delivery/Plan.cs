using FsCheck;
using FsCheck.Fluent;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>The four stages, in the order an article passes them.</summary>
internal enum Stage { Fetcher, Deduplicator, Tagger, Publisher }

/// <summary>What goes wrong while a process works on something.</summary>
/// <param name="At">At which of its effects: commits, hand-overs and acknowledgements, counted from 0.</param>
/// <param name="After">Whether the effect came about and only the answer was lost.</param>
/// <param name="Kills">Whether the process dies of it, and with it all that it had in memory.</param>
internal sealed record Fault(int At, bool After, bool Kills)
{
    public override string ToString() => $"{(Kills ? "it dies" : "a failure")} {(After ? "after" : "before")} effect {At}";
}

internal abstract record Step
{
    /// <summary>An article is dropped on <c>intake</c>, which confirms it.</summary>
    /// <param name="Of">The report it is a form of.</param>
    /// <param name="Form">Which form: whole, shortened, longer.</param>
    /// <param name="Again">Null for an article of its own; else a new text of an earlier one.</param>
    internal sealed record Submit(int Of, int Form, int? Again) : Step;

    /// <summary>A process gets messages from a stage's queue and handles them side by side. Which ones is for the broker to say:
    /// parking, redelivery and other processes put them in any order.</summary>
    /// <param name="Process">Which of the two processes.</param>
    /// <param name="Stage">Whose queue; when that is empty, the next stage's.</param>
    /// <param name="From">The first of them, from any place in the queue.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Fault">What goes wrong; null for nothing.</param>
    internal sealed record Deliver(int Process, Stage Stage, int From, int Count, Fault? Fault) : Step;

    /// <summary>A message that was acknowledged comes once more.</summary>
    internal sealed record Repeat(Stage Stage, int Which) : Step;

    /// <summary>A process looks for what was left behind.</summary>
    internal sealed record Sweep(int Process, Fault? Fault) : Step;
}

/// <summary>What happens, step by step, before the world comes to rest.</summary>
internal sealed record Plan(IReadOnlyList<Step> Steps)
{
    private const int MostArticles = 3, MostSteps = 18;

    private static readonly Gen<int> Few = Gen.Choose(0, 3);
    private static readonly Gen<int> Processes = Gen.Choose(0, 1);
    private static readonly Gen<bool> Either = Gen.Elements(false, true);

    private static readonly Gen<Fault?> Faults = Gen.Frequency(
        (1, Gen.Constant<Fault?>(null)), (1, Gen.Choose(0, 5).Zip(Either.Two(), (at, how) => (Fault?)new Fault(at, how.Item1, how.Item2))));

    // Most happens in the Deduplicator, and nothing there before the Fetcher.
    private static readonly Gen<Stage> Stages = Gen.Frequency(
        (3, Gen.Constant(Stage.Fetcher)), (5, Gen.Constant(Stage.Deduplicator)), (2, Gen.Constant(Stage.Tagger)), (3, Gen.Constant(Stage.Publisher)));

    private static readonly Gen<int?> Names = Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Few.Select(number => (int?)number)));

    private static readonly Gen<Step> Submissions = Gen.Choose(0, 1).Zip(Gen.Choose(0, 2)).Zip(Names, (what, again) => (Step)new Step.Submit(what.Item1, what.Item2, again));

    private static readonly Gen<Step> Deliveries = Processes.Zip(Stages).Zip(Few.Zip(Gen.Choose(1, 3)))
        .Zip(Faults, (what, fault) => (Step)new Step.Deliver(what.Item1.Item1, what.Item1.Item2, what.Item2.Item1, what.Item2.Item2, fault));

    private static readonly Gen<Step> Repeats = Stages.Zip(Few, (stage, which) => (Step)new Step.Repeat(stage, which));

    private static readonly Gen<Step> Sweeps = Processes.Zip(Faults, (process, fault) => (Step)new Step.Sweep(process, fault));

    private static readonly Gen<Step> AnyStep = Gen.Frequency((1, Submissions), (12, Deliveries), (1, Repeats), (1, Sweeps));

    /// <summary>Any plan; one that fails shrinks to fewer steps, then to simpler ones.</summary>
    public static Arbitrary<Plan> Any { get; } = Arb.From(
        Some(Submissions, MostArticles).Zip(Some(AnyStep, MostSteps), (submissions, steps) => new Plan([.. submissions, .. steps])), Simpler);

    private static Gen<Step[]> Some(Gen<Step> steps, int most) => Gen.Choose(1, most).SelectMany(count => steps.ArrayOf(count));

    public override string ToString() => string.Concat(Steps.Select(step => $"\n  {step}"));

    private static IEnumerable<Plan> Simpler(Plan plan)
    {
        foreach (var length in new[] { plan.Steps.Count / 2, plan.Steps.Count / 4, 1 }.Where(length => length > 0).Distinct())
        {
            for (var at = 0; at + length <= plan.Steps.Count; at += length)
                yield return new([.. plan.Steps.Take(at), .. plan.Steps.Skip(at + length)]);
        }
        for (var at = 0; at < plan.Steps.Count; at++)
        {
            foreach (var step in Simpler(plan.Steps[at]))
                yield return new([.. plan.Steps.Take(at), step, .. plan.Steps.Skip(at + 1)]);
        }
    }

    // All at once, else one after the other.
    private static IEnumerable<Step> Simpler(Step step) => (step switch
    {
        Step.Submit submit => new Step[] { new Step.Submit(0, 0, null), submit with { Again = null }, submit with { Form = 0 }, submit with { Of = 0 } },
        Step.Deliver deliver => [deliver with { Process = 0, From = 0, Count = 1 }, deliver with { Fault = null }, deliver with { Process = 0 }, deliver with { Count = 1 }, deliver with { From = 0 }],
        Step.Repeat repeat => [repeat with { Which = 0 }],
        Step.Sweep sweep => [sweep with { Fault = null }, sweep with { Process = 0 }],
        _ => [],
    }).Where(simpler => simpler != step).Distinct();
}
