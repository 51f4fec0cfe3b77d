using FsCheck;
using Microsoft.FSharp.Core;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>Properties that are tried with the same inputs in every run.</summary>
internal static class Properties
{
    private const ulong Seed = 20260303;

    public static void Hold(Property property, int tries = 500) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(tries).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(Seed), FSharpOption<int>.None))), property);
}
