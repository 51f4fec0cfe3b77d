using System.Diagnostics;
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
        var rates = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        foreach (var (number, traced) in Turns.Index())
        {
            await project.Compose(traced, ["up", "--detach", "--wait", "--no-deps", "--force-recreate", .. Project.Services]);
            var (warm, corpus, began) = (new Corpus($"warm-{number}", 100 + number), new Corpus($"cost-{number}", 200 + number), Now);
            await _newsroom.Send(warm, Enumerable.Range(0, 1500), 1000);
            await _newsroom.Published(Ids(warm, 1500), began);
            var (started, sending) = (Stopwatch.GetTimestamp(), Now);
            await _newsroom.Send(corpus, Enumerable.Range(0, 2000), 1000);
            await _newsroom.Published(Ids(corpus, 2000), sending);
            rates[traced].Add(2000 / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        await project.Compose(["up", "--detach", "--wait", "--no-deps", "--force-recreate", .. Project.Services]);
        receiver.IsKeeping = true;
        var (with, without) = (rates[true].Order().ElementAt(1), rates[false].Order().ElementAt(1));
        Require(with / without >= 0.9, Invariant($"{with / without:F2}: {with:F0}/s against {without:F0}/s"));
        return Invariant($"{with / without:F2}: {with:F0}/s against {without:F0}/s, medians of three");
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
