using System.Diagnostics;
using System.Text.Json;

namespace IngestPipeline.Faults;

/// <summary>Web servers that are slow or mean harm.</summary>
internal static class WebRows
{
    private static readonly (string Path, string Reason)[] Traps =
    [
        ("/bomb?by=gzip", "times"), ("/bomb?by=br", "times"), ("/endless", "bytes"), ("/drip", ""), ("/loop/0", "redirects more than"),
        ("/to?address=file:///etc/passwd", "scheme"), ("/to?address=http://127.0.0.1:22/", "port"), ("/gone", "410"),
    ];

    private static readonly string[] Disguises = ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"];

    public static IReadOnlyList<Row> All { get; } =
    [
        new("20", "pages that take 5 s each, 300 of them on 40 hosts, into a queue that holds 100", Slow)
        {
            Articles = 0,
            Environment = Web,
            Prepare = trial => trial.Broker.Policy(trial.VirtualHost, "^intake$", """{"max-length": 100}"""),
        },
        new("22", "decompression bombs, endless and dripping pages, redirect loops; then loopback in disguise", Malice)
        {
            Articles = 1000,
            Environment = Web,
            Quarantined = 3 * 8 + 6,
            Check = RightReasons,
        },
    ];

    private static IEnumerable<(string Service, string Name, string Value)> Web(Trial trial) =>
    [
        ("Fetcher", "Fetcher__Contact", "https://newsroom.example/contact"),
        ("Fetcher", "Fetcher__AllowPrivateAddresses", "true"),
        ("Fetcher", "Fetcher__Ports__0", trial.Origin.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Fetcher", "Fetcher__BreakAfter", "1000"),
        ("Fetcher", "Fetcher__Retries", "0"),
    ];

    private static Sending Url(string id, string url) => new(id, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["url"] = url }));

    private static async Task Slow(Trial trial)
    {
        var began = Stopwatch.GetTimestamp();
        await trial.Load.Send(Enumerable.Range(0, 300).Select(number => Url($"slow-{number}", trial.Origin.Page($"/article/{trial.Seed}/{number}?wait=5", $"127.0.0.{1 + number % Origin.Hosts}").ToString())), 1000, trial.Token);
        trial.Note($"the broker refused {trial.Load.Again} sends; all taken after {Outcome.Text(Stopwatch.GetElapsedTime(began).TotalSeconds)} s");
        if (trial.Load.Again == 0)
            trial.Problem("nothing was refused: no back-pressure");
    }

    private static async Task Malice(Trial trial)
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var (path, _) in Traps)
                await trial.Load.Send([Url($"trap-{round}-{path}", trial.Origin.Page(path).ToString())], 1000, trial.Token);
        }
        // A page that drips is parked and tried again; all of them are judged before the rules change.
        await trial.Rest();
        await trial.Services["Fetcher"].Hold();
        trial.Services["Fetcher"].Overrides["Fetcher__AllowPrivateAddresses"] = "false";
        trial.Services["Fetcher"].Release();
        foreach (var host in Disguises)
            await trial.Load.Send([Url($"disguise-{host}", trial.Origin.Page("/article/1/1", host).ToString())], 1000, trial.Token);
    }

    private static IEnumerable<string> RightReasons(Trial trial, Outcome outcome)
    {
        foreach (var message in trial.Quarantine)
        {
            var expected = Traps.FirstOrDefault(trap => message.Submission.EndsWith(trap.Path, StringComparison.Ordinal)).Reason ?? "address";
            if (!message.Reason.Contains(expected, StringComparison.OrdinalIgnoreCase))
                yield return $"{message.Submission}: {message.Reason}";
        }
    }
}
