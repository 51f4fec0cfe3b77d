using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IngestPipeline.Support;

namespace IngestPipeline.Compose;

// What becomes of articles, and their traces.
internal sealed partial class Checks
{
    private async Task<string> Samples()
    {
        var (samples, began) = (Path.Combine(Project.Deploy, "samples"), Now);
        await project.Compose("run", "--rm", "--volume", $"{samples}:/in:ro", "ingest", "drop", "/in", "--wait");
        using var folder = new TemporaryFolder();
        var expected = Path.Combine(folder.Path, "expected.jsonl");
        await Project.Execute(Repository.Program("Standalone", "IngestPipeline.Standalone"), [samples, "--out", expected], new Dictionary<string, string>());
        var alone = Tellings(File.ReadLines(expected).Select(line => JsonNode.Parse(line)!));
        // Changes of groups may follow when every article is out once.
        SortedDictionary<string, string> here = [];
        for (var left = Patience; left > TimeSpan.Zero && !here.SequenceEqual(alone); left -= Pause)
        {
            // The stream does not tell that nothing more comes.
            await Task.Delay(Pause);
            here = Tellings((await _newsroom.Published(alone.Keys.ToHashSet(StringComparer.Ordinal), began, "correlationId")).Values);
        }
        var differ = alone.Where(pair => here.GetValueOrDefault(pair.Key) != pair.Value).ToList();
        Require(alone.Count == 15 && differ.Count == 0, $"{differ.Count} differ: {string.Join('\n', differ.Select(pair => $"{pair.Value}\n{here.GetValueOrDefault(pair.Key)}"))}");
        return $"{here.Count} of {alone.Count}";
    }

    private async Task<string> FromHost()
    {
        await Project.Execute(Repository.Program("Cli", "ingest"), ["drop", Path.Combine(Project.Deploy, "samples", "storm-port-1-wire.txt"), "--wait"], new Dictionary<string, string>
        {
            ["ConnectionStrings__rabbitmq"] = $"amqp://operator@127.0.0.1:{project.RabbitMqPort}/news",
            ["RABBITMQ_PASSWORD_FILE"] = Project.PasswordOf("operator"),
        });
        return "1 article";
    }

    private async Task<string> Traces()
    {
        var (corpus, began) = (new Corpus("trace", 1), Now);
        await _newsroom.Send(corpus, Enumerable.Range(0, articles), 100, Trace);
        var published = await _newsroom.Published(Ids(corpus, articles), began);
        OtlpTraces traces;
        List<string> problems;
        var left = Patience;
        do
        {
            // Spans come in batches, every five seconds.
            await Task.Delay(Pause);
            traces = new(receiver.Spans);
            problems = [.. Enumerable.Range(0, articles).SelectMany(number => traces.Problems(Trace(number), Newsroom.Sender))];
        }
        while (problems.Count > 0 && (left -= Pause) > TimeSpan.Zero);
        var accepted = receiver.Spans.Where(span => span.Name == "accept article").ToLookup(span => span.Attributes.GetValueOrDefault("ingest.article.id"), StringComparer.Ordinal);
        var copies = Enumerable.Range(0, articles).Where(number => (string?)published[corpus.Id(number)]["dedup"]!["relation"] == "copy").ToList();
        var linked = 0;
        foreach (var number in copies)
        {
            var span = traces.Of(Trace(number)).SingleOrDefault(span => span.Name == "deduplicate article");
            // A copy that was decided before its representative came had nothing to link to.
            if (span?.Attributes.GetValueOrDefault("ingest.verdict.representative") is not { } representative)
                continue;
            if (span.Links.Any(link => accepted[representative].Any(other => (other.TraceId, other.SpanId) == link)))
                linked++;
            else
                problems.Add($"{Trace(number)}: no link to {representative}");
        }
        Require(problems.Count == 0, $"{problems.Count} wrong: {string.Join("; ", problems.Take(5))}");
        return Invariant($"{articles} traces, {linked} of {copies.Count} copies linked; {(double)receiver.Spans.Count / articles:F0} spans and {receiver.Bytes / 1e3 / articles:F1} kB an article");

        static string Trace(int number) => $"4bf92f3577b34da6a3ce929d{number + 1:x8}";
    }

    private async Task<string> Cost()
    {
        // What a backend makes of the spans is not measured.
        receiver.IsKeeping = false;
        var (with, without) = (new List<Usage>(), new List<Usage>());
        for (var round = 0; round < Rounds; round++)
        {
            // Who is first has no advantage over all rounds.
            foreach (var traced in round % 2 == 0 ? Turns : Turns.Reverse())
            {
                var used = await Measure(round, traced);
                (traced ? with : without).Add(used);
                Console.WriteLine($"{(traced ? "traced  " : "untraced")} {used}");
            }
        }
        await project.Compose(true, ["up", "--detach", "--wait", "--no-deps", "--force-recreate", .. Project.Services]);
        receiver.IsKeeping = true;
        var (one, other) = (Usage.Median(with), Usage.Median(without));
        var ratio = one.Rate / other.Rate;
        var figure = Invariant($"{ratio:F2}: {one.Rate:F0}/s against {other.Rate:F0}/s, medians of {Rounds}; processor time an article {one.Services:F1} ms against {other.Services:F1} ms in the services, {one.Others:F1} against {other.Others:F1} in broker, database, collector and test");
        Require(ratio >= 0.9, figure);
        return figure;
    }

    private async Task<Usage> Measure(int round, bool traced)
    {
        await project.Compose(traced, ["up", "--detach", "--wait", "--no-deps", "--force-recreate", .. Project.Services]);
        var name = $"{(traced ? "traced" : "untraced")}-{round}";
        // Texts that are not there yet: a second round of the same would be nothing but copies.
        var seed = 100 + (4 * round) + (traced ? 2 : 0);
        var (warm, corpus, began) = (new Corpus($"warm-{name}", seed), new Corpus($"cost-{name}", seed + 1), Now);
        await _newsroom.Send(warm, Enumerable.Range(0, WarmUp), 1000);
        await _newsroom.Published(Ids(warm, WarmUp), began);
        var (services, others) = (await Processors(Project.Services), await Processors(Others));
        var (started, sending, own) = (Stopwatch.GetTimestamp(), Now, Environment.CpuUsage.TotalTime);
        await _newsroom.Send(corpus, Enumerable.Range(0, Measured), 1000);
        await _newsroom.Published(Ids(corpus, Measured), sending);
        var took = Stopwatch.GetElapsedTime(started);
        return new(Measured / took.TotalSeconds, (await Processors(Project.Services) - services).TotalMilliseconds / Measured,
            (await Processors(Others) - others + Environment.CpuUsage.TotalTime - own).TotalMilliseconds / Measured);
    }

    /// <summary>Processor time that containers have used, read off the host's processes.</summary>
    private async Task<TimeSpan> Processors(IEnumerable<string> services)
    {
        long ticks = 0;
        foreach (var service in services)
            foreach (var process in (await project.Docker("top", (await project.Containers(service))[0], "-eo", "pid")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
                ticks += TicksOf(process.Trim());
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // Fields 14 and 15 of proc(5), counted behind the name in brackets; a process that has ended meanwhile has used nothing.
    private static long TicksOf(string process)
    {
        var file = $"/proc/{process}/stat";
        if (!File.Exists(file)) return 0;
        var fields = File.ReadAllText(file).Split(") ")[^1].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private const double TicksPerSecond = 100;
    // Until then a service compiles its code again, what exports spans most of all: 8.7 ms an article at first, 5.2 after some 5,000.
    private const int WarmUp = 5500;
    private const int Rounds = 3, Measured = 4000;
    private static readonly bool[] Turns = [true, false];
    private static readonly string[] Others = ["rabbitmq", "postgres", "jaeger"];

    /// <summary>A round's articles a second, and processor time an article in milliseconds.</summary>
    private sealed record Usage(double Rate, double Services, double Others)
    {
        public static Usage Median(List<Usage> all) => new(Middle(all.Select(one => one.Rate)), Middle(all.Select(one => one.Services)), Middle(all.Select(one => one.Others)));

        public override string ToString() => Invariant($"{Rate:F1}/s, {Services:F2} ms in the services, {Others:F2} ms elsewhere");

        private static double Middle(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);
    }

    // What both ways of running must agree on, by the name of the dropped file. Ids of groups are made of what came first, so groups are told by their members.
    private static SortedDictionary<string, string> Tellings(IEnumerable<JsonNode> messages)
    {
        var last = messages.GroupBy(message => (string)message["item"]!["uri"]!).Select(group => group.Last()).ToList();
        return new(last.ToDictionary(Name, message => string.Join(" | ", [
            Name(message), (string)message["dedup"]!["relation"]!, (string?)message["item"]!["language"] ?? "", Members(message, "copyClusterId"), Members(message, "familyId"), Members(message, "storyId"),
            .. message["entities"]!.AsArray().Select(entity => $"{entity!["type"]} {entity["name"]} {entity["uri"]}").Order(StringComparer.Ordinal)])), StringComparer.Ordinal);

        string Members(JsonNode message, string kind) => string.Join(' ', last.Where(other => (string)other["dedup"]![kind]! == (string)message["dedup"]![kind]!).Select(Name).Order(StringComparer.Ordinal));

        static string Name(JsonNode message) => (string?)message["pipeline"]!["intake"]!["correlationId"] ?? "";
    }
}
