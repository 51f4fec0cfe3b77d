using System.Diagnostics;
using System.Text;

namespace IngestPipeline.Faults;

/// <summary>Services that die, are told to stop, or are killed by a message.</summary>
internal static class ProcessRows
{
    private const int Killed = 128 + 9, Aborted = 128 + 6;
    private const double LeastThroughput = 0.6;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>Messages that a service fetches ahead: so many may come twice when it dies.</summary>
    private static readonly Dictionary<string, int> Prefetch = new(StringComparer.Ordinal)
    {
        ["Fetcher"] = 40,
        ["Deduplicator"] = 512,
        ["Tagger"] = Environment.ProcessorCount * 2,
        ["Publisher"] = 32,
    };

    public static IReadOnlyList<Row> All { get; } =
    [
        new("1", "kill -9 of each service at random, 20 times, under full load", Kills)
        {
            Articles = 14_000,
            Rate = 100_000,
            Seeds = 3,
            Duplicates = 5 * Prefetch.Values.Sum(),
        },
        new("2", "death between commit and publish, between publish and acknowledgement, in each service", FaultPoints)
        {
            Seeds = 3,
            MayExit = true,
            Duplicates = 2 * Prefetch.Values.Sum(),
            Check = (trial, _) => trial.Services.Values.Where(service => service.Exits.Any(exit => exit is not Aborted and not Killed)).Select(service => $"{service.Name} ended with {string.Join(' ', service.Exits)}"),
        },
        new("3", "SIGTERM to each service twice under load", Stops),
        new("17", "a message that kills its process, one for each service", Crashers)
        {
            Seeds = 3,
            MayExit = true,
            Quarantined = 4,
            Environment = _ => Trial.Names.SelectMany(name => new[] { (name, "Faults__Point", "handle"), (name, "Faults__Body", $"kills the {name}") }),
            Check = NeighboursOfCrashers,
        },
    ];

    private static async Task Kills(Trial trial)
    {
        while (await trial.PublishedSoFar() < 300)
            await trial.Pause(0.2, 0.2);
        var (undisturbedFrom, undisturbed) = (await trial.PublishedSoFar(), Stopwatch.GetTimestamp());
        await trial.Pause(12, 12);
        var before = (await trial.PublishedSoFar() - undisturbedFrom) / Stopwatch.GetElapsedTime(undisturbed).TotalSeconds;

        string[] order = [.. Enumerable.Range(0, 20).Select(number => Trial.Names[number % 4])];
        trial.Random.Shuffle(order);
        var (from, began) = (await trial.PublishedSoFar(), Stopwatch.GetTimestamp());
        foreach (var name in order)
        {
            await trial.Pause(2, 7);
            await trial.Services[name].Kill();
        }
        await trial.Pause(2, 2);
        var during = (await trial.PublishedSoFar() - from) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (trial.IsWhole && await trial.PublishedSoFar() > trial.Row.Articles * 0.97)
            trial.Problem("the load ended before the kills did: too small for this machine");
        trial.Note(FormattableString.Invariant($"{before:F0}/s undisturbed, {during:F0}/s killed every {Stopwatch.GetElapsedTime(began).TotalSeconds / 20:F1} s: {during / before:P0}"));
        if (trial.IsWhole && during < LeastThroughput * before)
            trial.Problem(FormattableString.Invariant($"throughput {during / before:P0} of undisturbed"));
    }

    private static async Task FaultPoints(Trial trial)
    {
        foreach (var service in trial.Services.Values)
        {
            foreach (var point in new[] { "after_commit", "before_ack" })
            {
                await trial.Pause(0.5, 2);
                service.Once["Faults__Point"] = point;
                var ends = service.Exits.Count;
                await service.Kill();
                // The kill, and then the point.
                await service.Ended(ends + 2, trial.Token).WaitAsync(TimeSpan.FromSeconds(60), trial.Token);
            }
        }
    }

    private static async Task Stops(Trial trial)
    {
        var longest = 0.0;
        for (var round = 0; round < 2; round++)
        {
            foreach (var service in trial.Services.Values)
            {
                await trial.Pause(0.5, 1.5);
                await trial.Ready([service]);
                var (ends, began) = (service.Exits.Count, Stopwatch.GetTimestamp());
                await service.Terminate();
                await service.Ended(ends + 1, trial.Token).WaitAsync(Grace, trial.Token);
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
        trial.Note($"ended within {Outcome.Text(longest)} s");
        if (trial.Services.Values.Where(service => service.Exits.Any(exit => exit != 0)).ToList() is { Count: > 0 } wrong)
            trial.Problem($"ended with another code than 0: {string.Join(", ", wrong.Select(service => service.Name))}");
    }

    private static async Task Crashers(Trial trial)
    {
        foreach (var name in Trial.Names)
        {
            await trial.Pause(1, 2);
            await trial.Load.Send([new Sending($"crasher-{name}", trial.Corpus.Article(1_000_000 + Trial.Names.ToList().IndexOf(name), $"\n\nThis kills the {name}."))], 1000, trial.Token);
        }
        while (trial.Services.Values.Any(service => service.Exits.Count(exit => exit == Aborted) < 4))
            await trial.Pause(0.3, 0.3);
        trial.Note("4 deaths each: 3 in company, 1 alone");
    }

    private static IEnumerable<string> NeighboursOfCrashers(Trial trial, Outcome outcome)
    {
        foreach (var name in Trial.Names.Where(name => !trial.Quarantine.Any(message => message.Submission == $"crasher-{name}" && message.Reason.StartsWith("Suspected crasher", StringComparison.Ordinal))))
            yield return $"no suspected crasher of {name} in quarantine";
        foreach (var service in trial.Services.Values.Where(service => service.Exits.Count > 4))
            yield return $"{service.Name} died {service.Exits.Count} times";
    }
}
