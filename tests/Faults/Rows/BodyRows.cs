using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace IngestPipeline.Faults;

/// <summary>Bodies and headers that nobody should send.</summary>
internal static class BodyRows
{
    private const int Window = 1000;

    public static IReadOnlyList<Row> All { get; } =
    [
        new("16", $"poison: {Poison.All.Count} bodies that can never become articles", Poisoned)
        {
            Articles = 1500,
            Quarantined = Poison.All.Count,
            Environment = _ => [("Fetcher", "Fetcher__Contact", "https://newsroom.example/contact")],
            Check = RightReasons,
        },
        new("19", "every submission one to three times, shuffled in a window of 1,000", Repeated) { Articles = 0, Check = OneEffectEach },
        new("21", "bodies of 1, 11, 16, 17 and 64 MB, twice each", Huge)
        {
            Articles = 1500,
            Quarantined = null,
            Check = (trial, outcome) => outcome.Memory > 1500 ? [$"a service grew to {Outcome.Text(outcome.Memory)} MB"] : [],
        },
        new("23", "pages that cost quadratic time, ten of each of four kinds", PageBombs) { Articles = 1500, Quarantined = null, Check = (trial, _) => trial.Quarantine.Any(message => message.Reason.Length == 0) ? ["a page bomb without a reason"] : [] },
        new("27", "unknown fields and missing new ones between the stages", OtherContract) { Articles = 0 },
        new("27b", "hostile headers from a user that may write to intake and nothing else", HostileHeaders) { Articles = 1000, Quarantined = 30 },
    ];

    private static async Task Poisoned(Trial trial)
    {
        await trial.Pause(1, 2);
        await trial.Load.Send(Poison.All.Select(one => new Sending($"poison-{one.Key}", one.Value.Body)), 20, trial.Token);
    }

    private static IEnumerable<string> RightReasons(Trial trial, Outcome outcome)
    {
        foreach (var (name, (_, reason)) in Poison.All)
        {
            var found = trial.Quarantine.Where(message => message.Submission == $"poison-{name}").ToList();
            if (found.Count != 1)
                yield return $"{name}: {found.Count} times in quarantine";
            else if (!found[0].Reason.Contains(reason, StringComparison.OrdinalIgnoreCase))
                yield return $"{name}: {found[0].Reason}";
        }
    }

    private static async Task Repeated(Trial trial)
    {
        var all = Enumerable.Range(0, 2500).SelectMany(number => Enumerable.Repeat(new Sending(trial.Corpus.Id(number), trial.Corpus.Article(number)), 1 + trial.Random.Next(3))).ToArray();
        foreach (var window in all.Chunk(Window))
        {
            trial.Random.Shuffle(window);
            await trial.Load.Send(window, 300, trial.Token);
        }
        trial.Note($"{all.Length} sends");
    }

    private static IEnumerable<string> OneEffectEach(Trial trial, Outcome outcome)
    {
        if (trial.Stream.Select(message => message.Uri).Distinct().Count() is var articles && articles != outcome.Sent)
            yield return $"{articles} articles from {outcome.Sent} submissions";
        if (trial.Stream.Any(message => message.Event.StartsWith("article.updated", StringComparison.Ordinal)))
            yield return "a repeated submission became a new version";
    }

    private static async Task Huge(Trial trial)
    {
        var refused = new List<string>();
        foreach (var megabytes in new[] { 1, 11, 16, 17, 64, 1, 11, 16, 17, 64 })
        {
            var id = $"huge-{megabytes}-{trial.Random.Next()}";
            var body = Encoding.UTF8.GetBytes(trial.Corpus.Text(trial.Random.Next(10_000_000, 20_000_000)) + new string('a', megabytes * 1_000_000));
            if (!await trial.Load.Try(new Sending(id, body, ContentType: "text/plain"), trial.Token))
                refused.Add($"{megabytes} MB");
        }
        trial.Note(refused.Count == 0 ? "the broker took all" : $"the broker refused {string.Join(", ", refused)}");
    }

    private static async Task PageBombs(Trial trial)
    {
        string[] bombs = [Poison.Repeat("<div>", 50_000), Poison.Repeat("<b><i><a><font>", 20_000), Poison.Repeat("<table><tr><td>", 20_000), Poison.Repeat("<p><b>", 30_000) + Poison.Repeat("</b></p>", 30_000)];
        for (var round = 0; round < 10; round++)
        {
            for (var kind = 0; kind < bombs.Length; kind++)
                await trial.Load.Send([new Sending($"bomb-{kind}-{round}", Encoding.UTF8.GetBytes($"<html><body><p>{trial.Corpus.Text(5_000_000 + kind + 10 * round)}</p>{bombs[kind]}"), ContentType: "text/html")], 1000, trial.Token);
        }
    }

    // What a newer or an older Fetcher would send: taken out of the queue, changed, put back.
    private static async Task OtherContract(Trial trial)
    {
        const int articles = 1000;
        await trial.Services["Deduplicator"].Hold();
        await trial.Load.Send(Enumerable.Range(0, articles).Select(number => new Sending(trial.Corpus.Id(number), trial.Corpus.Article(number))), 500, trial.Token);
        await using var connection = await new ConnectionFactory { Uri = trial.VirtualHost }.CreateConnectionAsync(trial.Token);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), trial.Token);
        for (var changed = 0; changed < articles;)
        {
            if (await channel.BasicGetAsync("deduplicate-article", autoAck: false, trial.Token) is not { } message)
            {
                await trial.Pause(0.1, 0.1);
                continue;
            }
            var envelope = JsonNode.Parse(message.Body.Span)!;
            var article = envelope["message"]!.AsObject();
            if (changed++ % 2 == 0)
            {
                (article["readingTime"], article["intake"]!["relay"]) = (4, new JsonObject { ["name"] = "desk" });
                envelope["shard"] = new JsonArray(1, 2);
            }
            else
            {
                foreach (var optional in new[] { "authors", "captions", "stages", "siteName", "summary", "byline", "copyright" })
                    article.Remove(optional);
            }
            await channel.BasicPublishAsync("", "deduplicate-article", mandatory: true, new BasicProperties(message.BasicProperties), Encoding.UTF8.GetBytes(envelope.ToJsonString()), trial.Token);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, trial.Token);
        }
        trial.Services["Deduplicator"].Release();
        await trial.Ready();
    }

    private static async Task HostileHeaders(Trial trial)
    {
        var producer = await trial.Producer();
        var before = await trial.Exchanges();
        await using var sender = new Load(producer);
        string[] bodies = ["{}", "[1]", "The ferry came in late.\n\nIt had waited for the tide, said nobody in particular."];
        var target = $"rabbitmq://{trial.VirtualHost.Host}:{trial.VirtualHost.Port}{trial.VirtualHost.AbsolutePath}/evil";
        string[] values = [target, "not a uri", "", "urn:message:Evil:Thing", new('x', 5000), "00-zz-1"];
        string[] names = ["MT-Fault-Address", "MT-Response-Address", "MT-Source-Address", "MT-MessageType", "MT-Activity-Id", "MT-Request-Id", "x-attempts", "x-history", "x-delivery-count", "x-death"];
        var number = 0;
        foreach (var body in bodies)
        {
            for (var round = 0; round < 15; round++)
            {
                var headers = names.Where(_ => trial.Random.Next(2) == 0).ToDictionary(name => name, _ => (object?)values[trial.Random.Next(values.Length)], StringComparer.Ordinal);
                await sender.Send([new Sending($"hostile-{number++}", Encoding.UTF8.GetBytes(body.Length > 10 ? $"{body} {number}" : body), headers)], 1000, trial.Token);
            }
        }
        trial.Load.Adopt(sender.Acknowledged);
        await trial.Pause(8, 8);
        var made = (await trial.Exchanges()).Except(before, StringComparer.Ordinal).ToList();
        if (made.Count > 0)
            trial.Problem($"new exchanges: {string.Join(", ", made)}");
        var refused = await trial.RefusedTo(producer);
        trial.Note($"45 messages, no new exchange; {refused} other operations refused to that user");
    }
}
