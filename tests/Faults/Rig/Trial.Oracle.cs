using System.Diagnostics;
using System.Globalization;
using Dapper;

namespace IngestPipeline.Faults;

internal sealed partial class Trial
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Messages by queue, of the queues that have any; the stream and the quarantine do not count.</summary>
    private async Task<Dictionary<string, long>> Lying()
    {
        var queues = await Broker.Queues(VirtualHost);
        return queues.Where(queue => (string)queue["name"]! is not ("articles.stream" or "quarantine") && !(bool)(queue["exclusive"] ?? false))
            .Select(queue => ((string)queue["name"]!, (long?)queue["messages"] ?? 0)).Where(queue => queue.Item2 > 0).ToDictionary(queue => queue.Item1, queue => queue.Item2);
    }

    /// <summary>Returns when all that was sent is published or in quarantine, and nothing is under way.</summary>
    /// <remarks>The management API is some seconds late: what it calls empty three times, two seconds apart, is.</remarks>
    public async Task Rest()
    {
        var (began, empty) = (Stopwatch.GetTimestamp(), 0);
        while (empty < 3)
        {
            var (lying, unpublished) = (await Lying(), await Unpublished());
            empty = lying.Count == 0 && unpublished <= 0 ? empty + 1 : 0;
            if (Stopwatch.GetElapsedTime(began) > RestWithin)
            {
                Problem($"no rest after {RestWithin.TotalMinutes:F0} min: {string.Join(", ", lying.Select(queue => $"{queue.Key} {queue.Value}"))}; {unpublished} verdicts not published");
                return;
            }
            // Queues do not tell when they are empty.
            await Task.Delay(TimeSpan.FromSeconds(2), Token);
        }
    }

    /// <summary>Articles whose last groups are not published yet, less what lies in quarantine.</summary>
    private async Task<long> Unpublished()
    {
        await using var connection = await Connect();
        var unpublished = await connection.ExecuteScalarAsync<long>("""
            select count(*) from decisions d join articles a on a.key = d.article_key
            where a.superseded = 0 and not exists (select 1 from publications p
                where p.article_id = a.article_id and p.version = a.version and p.revision >= d.revision and p.handed_over_at is not null)
            """);
        return unpublished - ((long?)(await Broker.Queues(VirtualHost)).FirstOrDefault(queue => (string)queue["name"]! == "quarantine")?["messages"] ?? 0);
    }

    // Memory all the while; and for how long messages lie there that nobody takes, while no fault explains it.
    private async Task Watch(CancellationToken token)
    {
        var (last, since) = ("", Stopwatch.GetTimestamp());
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(token))
            {
                foreach (var service in Services.Values)
                    _memory = Math.Max(_memory, service.Size()?.Memory ?? 0);
                string now;
                try
                {
                    var lying = (await Lying()).Where(queue => !queue.Key.StartsWith("park.", StringComparison.Ordinal)).ToList();
                    now = lying.Count == 0 ? "" : string.Join(' ', lying) + (await PublishedSoFar()).ToString(CultureInfo.InvariantCulture);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    now = "";
                }
                if (now != last || now.Length == 0 || _faults > 0)
                    (last, since) = (now, Stopwatch.GetTimestamp());
                else
                    _stalled = Math.Max(_stalled, Stopwatch.GetElapsedTime(since).TotalSeconds);
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over.
        }
    }

    private async Task<Outcome> Judge()
    {
        Stream = await Ledger.Stream(VirtualHost, Token);
        Quarantine = await Ledger.Quarantine(VirtualHost, Token);
        var account = Account.Of(Load.Acknowledged, Stream, Quarantine, await Decided());
        _problems.AddRange(account.Problems);
        var outcome = new Outcome
        {
            Row = Row.Number,
            Seed = Seed,
            Sent = Load.Acknowledged.Count,
            Published = account.Published,
            Quarantined = account.Quarantined,
            Lost = account.Lost,
            Duplicates = account.Duplicates,
            OtherIds = account.OtherIds,
            Settled = _settled,
            Stalled = _stalled,
            Ends = Services.Values.Sum(service => service.Exits.Count),
            Memory = _memory / 1e6,
            Took = _clock.Elapsed.TotalSeconds,
            Notes = _notes,
            Problems = _problems,
        };
        if (Row.Quarantined is { } expected && outcome.Quarantined != expected)
            Problem($"{outcome.Quarantined} of what was sent in quarantine, not {expected}: {string.Join("; ", Quarantine.Select(message => $"{message.Queue}: {message.Reason}").Distinct().Take(3))}");
        if (outcome.Duplicates > Row.Duplicates)
            Problem($"{outcome.Duplicates} duplicates, {Row.Duplicates} at most");
        if (_stalled > LongestSilence.TotalSeconds)
            Problem($"stood still for {Outcome.Text(_stalled)} s");
        if (!Row.MayExit)
        {
            foreach (var service in Services.Values.Where(service => service.Exits.Count > service.Asked))
                Explain(service);
        }
        _problems.AddRange(Row.Check(this, outcome));
        return outcome;
    }

    // Two defects of the versions used end a process, which is then started again: an endpoint that is dead for good, over which the watchdog
    // ends it (MassTransit issue 6001), and a heartbeat that is missed while its connection closes (RabbitMQ.Client issue 1876).
    private void Explain(Supervised service)
    {
        if (service.Exits.Contains(1) && service.Says("The bus has not been healthy"))
            Note($"the watchdog ended {service.Name}");
        else if (service.Exits.Contains(128 + 6) && service.Says("HeartbeatReadTimerCallback"))
            Note($"the client's heartbeat ended {service.Name}");
        else
            Problem($"ended by itself: {service.Name} {string.Join(' ', service.Exits)}");
    }

    /// <summary>The revision of each article's last groups, as the database has it.</summary>
    private async Task<IReadOnlyDictionary<string, int>> Decided()
    {
        await using var connection = await Connect();
        return (await connection.QueryAsync<(Guid Id, int Revision)>("select a.article_id, d.revision from decisions d join articles a on a.key = d.article_key where a.superseded = 0"))
            .ToDictionary(row => $"urn:ingestpipeline:article:{row.Id:n}", row => row.Revision, StringComparer.Ordinal);
    }
}
