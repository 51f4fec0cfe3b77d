using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Faults;

/// <summary>Clocks that are wrong, a tracing backend that is away, rights that are missing.</summary>
internal static class SurroundingRows
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    public static IReadOnlyList<Row> All { get; } =
    [
        new("24", "clocks an hour ahead, an hour behind, and jumping back by two hours", Clocks) { Environment = Skew },
        new("25", "tracing backend refuses; tracing backend accepts and never answers", Tracing) { Environment = Backends },
        new("28", "wrong password, missing permission, unknown database user", Refusals) { MayExit = true },
    ];

    private static IEnumerable<(string Service, string Name, string Value)> Skew(Trial trial)
    {
        if (!File.Exists(FakeTime))
        {
            trial.Problem("faketime is not installed");
            yield break;
        }
        foreach (var name in Trial.Names)
        {
            File.WriteAllText(Clock(trial, name), name is "Fetcher" or "Tagger" ? "+1h" : "-1h");
            yield return (name, "LD_PRELOAD", FakeTime);
            yield return (name, "FAKETIME_TIMESTAMP_FILE", Clock(trial, name));
            yield return (name, "FAKETIME_CACHE_DURATION", "1");
            yield return (name, "FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
    }

    private static string Clock(Trial trial, string name) => Path.Combine(Path.GetTempPath(), $"ingest-faults-clock-{trial.Seed}-{name}");

    private static async Task Clocks(Trial trial)
    {
        await trial.Pause(5, 8);
        foreach (var name in Trial.Names)
            await File.WriteAllTextAsync(Clock(trial, name), name is "Fetcher" or "Tagger" ? "-1h" : "+1h", trial.Token);
        await trial.Pause(5, 8);
    }

    private static IEnumerable<(string Service, string Name, string Value)> Backends(Trial trial)
    {
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        trial.Token.Register(silent.Stop);
        foreach (var name in Trial.Names)
            yield return (name, "OTEL_EXPORTER_OTLP_ENDPOINT", name is "Fetcher" or "Tagger" ? "http://127.0.0.1:1" : $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
    }

    private static async Task Tracing(Trial trial)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (await trial.PublishedSoFar() < trial.Row.Articles)
            await trial.Pause(0.5, 0.5);
        trial.Note(FormattableString.Invariant($"{trial.Row.Articles / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:F0}/s meanwhile, sent at {trial.Row.Rate}/s"));
    }

    private static async Task Refusals(Trial trial)
    {
        var wrongPassword = new UriBuilder(trial.VirtualHost) { Password = "wrong" }.Uri;
        var noConfigure = await trial.Broker.User($"limited-{trial.Seed}", trial.VirtualHost, configure: "^$");
        await Refused(trial, "Tagger", "ConnectionStrings__rabbitmq", wrongPassword.ToString());
        await Refused(trial, "Fetcher", "ConnectionStrings__rabbitmq", noConfigure.ToString());
        await Refused(trial, "Publisher", "ConnectionStrings__postgres", trial.ConnectionString.Replace("postgres;", "nobody_here;", StringComparison.Ordinal).Replace("Username=postgres", "Username=nobody_here", StringComparison.Ordinal));
    }

    private static async Task Refused(Trial trial, string name, string variable, string value)
    {
        var service = trial.Services[name];
        service.Overrides[variable] = value;
        var before = service.Exits.Count;
        await service.Terminate();
        await trial.Pause(20, 20);
        var ends = service.Exits.Skip(before + 1).ToList();
        if (ends.Count is 0 or > 8)
            trial.Problem($"{name} started {ends.Count} times in 20 s with a wrong {variable}");
        if (ends.Any(exit => exit != 1))
            trial.Problem($"{name} ended with {string.Join(' ', ends)}, not 1");
        if (!service.Log.Contains("This service cannot run", StringComparison.Ordinal))
            trial.Problem($"{name} does not say why: {service.Log}");
        if (service.Log.Contains("wrong", StringComparison.Ordinal) && service.Log.Contains("password=wrong", StringComparison.OrdinalIgnoreCase))
            trial.Problem($"{name} writes a password");
        service.Overrides.TryRemove(variable, out _);
        await trial.Ready([service]);
    }
}
