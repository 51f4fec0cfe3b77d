using System.Diagnostics;

namespace IngestPipeline.Faults;

/// <summary>Twenty minutes under load with faults of all kinds, and whether the services grow.</summary>
internal static class SoakRow
{
    private const double Flat = 1.25;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(20), KillsUntil = TimeSpan.FromMinutes(5);

    public static Row Row { get; } = new("29", "soak of 20 minutes: a random fault every 15 to 30 s", Soak)
    {
        Articles = 48_000,
        Rate = 40,
        // As in a container of half a gigabyte: what the Deduplicator keeps of texts is full in minutes, and only what grows beyond it shows.
        Environment = _ => [("Deduplicator", "DOTNET_GCHeapHardLimit", "0x18000000")],
    };

    private static async Task Soak(Trial trial)
    {
        var began = Stopwatch.GetTimestamp();
        var sizes = new List<(TimeSpan At, string Service, long Memory, int Handles)>();
        var faults = 0;
        // Only what runs on from here can show that it grows.
        while (Stopwatch.GetElapsedTime(began) < Length)
        {
            await trial.Pause(15, 30);
            foreach (var service in trial.Services.Values)
            {
                if (service.Size() is { } size)
                    sizes.Add((Stopwatch.GetElapsedTime(began), service.Name, size.Memory, size.Handles));
            }
            await One(trial, trial.Random.Next(Stopwatch.GetElapsedTime(began) < KillsUntil ? 8 : 6));
            faults++;
        }
        trial.Note($"{faults} faults");
        foreach (var name in Trial.Names)
        {
            var (early, late) = (Middle(sizes, name, 8, 12), Middle(sizes, name, 16, 20));
            trial.Note(FormattableString.Invariant($"{name} {early.Memory / 1e6:F0} → {late.Memory / 1e6:F0} MB, {early.Handles} → {late.Handles} handles"));
            if (late.Memory > Flat * early.Memory || late.Handles > Flat * early.Handles)
                trial.Problem($"{name} grows");
        }
    }

    private static (double Memory, double Handles) Middle(List<(TimeSpan At, string Service, long Memory, int Handles)> sizes, string service, int from, int to)
    {
        var some = sizes.Where(size => size.Service == service && size.At.TotalMinutes >= from && size.At.TotalMinutes < to).ToList();
        return (Median(some.Select(size => (double)size.Memory)), Median(some.Select(size => (double)size.Handles)));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;

    private static async Task One(Trial trial, int kind)
    {
        using var fault = trial.Fault();
        switch (kind)
        {
            case 0:
                await trial.Broker.Kill();
                await trial.Broker.Restart(trial.Token);
                break;
            case 1:
                await trial.Broker.Control(["close_all_connections", "closed by an operator"], trial.Token);
                break;
            case 2:
                await trial.Database.Kill();
                await trial.Database.Restart(trial.Token);
                Npgsql.NpgsqlConnection.ClearAllPools();
                break;
            case 3:
                await trial.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
                break;
            case 4:
                await trial.Broker.Control(["set_vm_memory_high_watermark", "0.00001"], trial.Token);
                await trial.Pause(10, 10);
                await trial.Broker.Control(["set_vm_memory_high_watermark", "0.4"], trial.Token);
                break;
            case 5:
                await trial.Load.Send(Enumerable.Range(0, 5).Select(number => new Sending($"again-{number}", trial.Corpus.Article(number))), 100, trial.Token);
                break;
            case 6:
                await trial.Services[Trial.Names[trial.Random.Next(4)]].Kill();
                break;
            default:
                await trial.Services[Trial.Names[trial.Random.Next(4)]].Terminate();
                break;
        }
    }
}
