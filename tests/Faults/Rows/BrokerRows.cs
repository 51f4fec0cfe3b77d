using System.Diagnostics;
using RabbitMQ.Client;

namespace IngestPipeline.Faults;

/// <summary>A broker that dies, restarts, refuses, is full, or comes late.</summary>
internal static class BrokerRows
{
    private static readonly TimeSpan RecoveredWithin = TimeSpan.FromSeconds(15), WatchdogWithin = TimeSpan.FromSeconds(90);
    private const int Refused = 1;

    public static IReadOnlyList<Row> All { get; } =
    [
        new("4", "broker killed with -9, started again", trial => Restart(trial, trial.Broker.Kill, () => trial.Broker.Restart(trial.Token))) { Articles = 3500, Seeds = 3 },
        new("5", "broker stopped and started in order; then all connections closed", Gracefully) { Articles = 3500, Seeds = 3 },
        new("6", "acknowledgements later than the broker waits: the channel closes with 406", LateAcknowledgement)
        {
            MayExit = true,
            Environment = _ => Trial.Names.Select(name => (name, "Watchdog__Patience", "00:00:30")),
            Prepare = trial => trial.Broker.Evaluate("application:set_env(rabbit, consumer_timeout, 8000), application:set_env(rabbit, channel_tick_interval, 1000).", trial.Token),
        },
        new("7", "services started 60 s before their broker", LateBroker),
        new("8", "a work queue deleted, then declared with other arguments", DeletedQueue)
        {
            MayExit = true,
            Environment = _ => Trial.Names.Select(name => (name, "Watchdog__Patience", "00:00:10")),
        },
        new("9", "memory alarm for 30 s", trial => Alarm(trial, ["set_vm_memory_high_watermark", "0.00001"], ["set_vm_memory_high_watermark", "0.4"])),
        new("10", "disk alarm for 30 s", trial => Alarm(trial, ["set_disk_free_limit", "100000GB"], ["set_disk_free_limit", "50MB"])),
        new("18", "10,000 messages that cannot be moved: the quarantine is unbound for 20 s", Storm)
        {
            Articles = 300,
            Quarantined = 10_000,
            Check = (trial, _) => trial.Quarantine.Count(message => !message.Reason.Contains("none of the fields", StringComparison.Ordinal)) is var wrong and > 0 ? [$"{wrong} under another reason than their own"] : [],
        },
    ];

    private static async Task Restart(Trial trial, Func<Task> down, Func<Task> up)
    {
        await trial.Pause(5, 8);
        using (trial.Fault())
        {
            await down();
            await trial.Pause(0.5, 3);
            await up();
        }
        await Recovery(trial, RecoveredWithin);
    }

    // Normal is the rate at which the load comes, which is well below what the services can do: over one second of what they
    // publish, four fifths of it. Or everything is published.
    private static async Task Recovery(Trial trial, TimeSpan? within)
    {
        var (began, last, at) = (Stopwatch.GetTimestamp(), await trial.PublishedSoFar(), Stopwatch.GetTimestamp());
        while (true)
        {
            await trial.Pause(1, 1);
            var now = await trial.PublishedSoFar();
            var rate = (now - last) / Stopwatch.GetElapsedTime(at).TotalSeconds;
            (last, at) = (now, Stopwatch.GetTimestamp());
            if (rate >= 0.8 * trial.Row.Rate || now >= trial.Row.Articles)
                break;
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2))
                break;
        }
        var recovery = Stopwatch.GetElapsedTime(began);
        trial.Note($"normal rate {Outcome.Text(recovery.TotalSeconds)} s after it answers");
        if (trial.IsWhole && recovery > within)
            trial.Problem($"normal rate only after {Outcome.Text(recovery.TotalSeconds)} s");
    }

    private static async Task Gracefully(Trial trial)
    {
        await Restart(trial, () => trial.Broker.Control(["stop_app"], trial.Token), () => trial.Broker.Control(["start_app"], trial.Token));
        await trial.Pause(1, 3);
        await trial.Broker.Control(["close_all_connections", "closed by an operator"], trial.Token);
        await Recovery(trial, RecoveredWithin);
    }

    private static async Task LateAcknowledgement(Trial trial)
    {
        try
        {
            await trial.Pause(3, 5);
            using (trial.Fault())
            {
                await using var connection = await trial.Connect();
                await using var transaction = await connection.BeginTransactionAsync(trial.Token);
                await using (var command = connection.CreateCommand())
                {
                    command.CommandText = "lock table decisions, publications in access exclusive mode";
                    await command.ExecuteNonQueryAsync(trial.Token);
                }
                await trial.Pause(25, 25);
                await transaction.RollbackAsync(trial.Token);
            }
            var began = Stopwatch.GetTimestamp();
            await Recovered(trial, began);
        }
        finally
        {
            await trial.Broker.Evaluate("application:set_env(rabbit, consumer_timeout, 1800000), application:set_env(rabbit, channel_tick_interval, 60000).", CancellationToken.None);
        }
    }

    private static async Task Recovered(Trial trial, long began)
    {
        while (await trial.PublishedSoFar() < trial.Row.Articles && Stopwatch.GetElapsedTime(began) < WatchdogWithin)
            await trial.Pause(0.5, 0.5);
        var ended = trial.Services.Values.Where(service => !service.Exits.IsEmpty).Select(service => service.Name).ToList();
        trial.Note($"{(ended.Count == 0 ? "the endpoints came back by themselves" : $"the watchdog ended {string.Join(", ", ended)}")}; all published {Outcome.Text(Stopwatch.GetElapsedTime(began).TotalSeconds)} s after the fault");
    }

    private static async Task LateBroker(Trial trial)
    {
        using var fault = trial.Fault();
        foreach (var service in trial.Services.Values)
            await service.Hold();
        await trial.Broker.Kill();
        foreach (var service in trial.Services.Values)
            service.Release();
        await trial.Pause(60, 60);
        var alive = trial.Services.Values.Where(service => service.Exits.Count > service.Asked).Select(service => service.Name).ToList();
        if (alive.Count > 0)
            trial.Problem($"did not wait: {string.Join(", ", alive)}");
        var began = Stopwatch.GetTimestamp();
        await trial.Broker.Restart(trial.Token);
        await trial.Ready();
        trial.Note($"ready {Outcome.Text(Stopwatch.GetElapsedTime(began).TotalSeconds)} s after the broker started");
    }

    // Deleted while it is empty: what lies in a queue that an operator deletes is gone.
    private static async Task DeletedQueue(Trial trial)
    {
        const string queue = "tag-article";
        await trial.Services["Deduplicator"].Hold();
        await trial.Pause(6, 6);
        await using var connection = await new ConnectionFactory { Uri = trial.VirtualHost }.CreateConnectionAsync(trial.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: trial.Token);
        using (trial.Fault())
        {
            var (began, exits) = (Stopwatch.GetTimestamp(), trial.Services["Tagger"].Exits.Count);
            await channel.QueueDeleteAsync(queue, cancellationToken: trial.Token);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: trial.Token);
            await trial.Services["Tagger"].Ended(exits + 1, trial.Token).WaitAsync(WatchdogWithin, trial.Token);
            trial.Note($"ends {Outcome.Text(Stopwatch.GetElapsedTime(began).TotalSeconds)} s after the queue is another's, with {trial.Services["Tagger"].Exits.Last()}");
            if (trial.Services["Tagger"].Exits.Last() != Refused)
                trial.Problem($"the Tagger ended with {trial.Services["Tagger"].Exits.Last()}, not {Refused}");
            await trial.Pause(20, 20);
            if (trial.Services["Tagger"].Exits.Count - exits > 8)
                trial.Problem("a hot loop of starts");
            await channel.QueueDeleteAsync(queue, cancellationToken: trial.Token);
        }
        trial.Services["Deduplicator"].Release();
        await trial.Ready();
    }

    private static async Task Alarm(Trial trial, string[] on, string[] off)
    {
        await trial.Pause(3, 6);
        using (trial.Fault())
        {
            await trial.Broker.Control(on, trial.Token);
            await trial.Pause(30, 30);
            await trial.Broker.Control(off, trial.Token);
        }
        // What was given up as unconfirmed is parked: how long that takes is a matter of settings.
        await Recovery(trial, within: null);
        trial.Note($"the sender sent {trial.Load.Again} again");
    }

    private static async Task Storm(Trial trial)
    {
        await using var connection = await new ConnectionFactory { Uri = trial.VirtualHost }.CreateConnectionAsync(trial.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: trial.Token);
        var fetcher = trial.Services["Fetcher"];
        using (trial.Fault())
        {
            await channel.QueueUnbindAsync("quarantine", "quarantine", "", cancellationToken: trial.Token);
            await trial.Load.Send(Enumerable.Range(0, 10_000).Select(number => new Sending($"storm-{number}", "{}"u8.ToArray())), 2000, trial.Token);
            await trial.Pause(5, 5);
            var (used, began) = (await fetcher.ProcessorTime(), Stopwatch.GetTimestamp());
            await trial.Pause(15, 15);
            var share = (await fetcher.ProcessorTime() - used) / Stopwatch.GetElapsedTime(began).TotalSeconds;
            trial.Note(FormattableString.Invariant($"the Fetcher uses {share:P0} of a core meanwhile"));
            if (share > 0.25)
                trial.Problem(FormattableString.Invariant($"spins: {share:P0} of a core"));
            await channel.QueueBindAsync("quarantine", "quarantine", "", cancellationToken: trial.Token);
        }
    }
}
