using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Deduplicator;

/// <summary>Hands over changed verdicts that were committed and never left: whoever decided them died, and the message that would
/// bring them back rests in quarantine or comes much later. A verdict that is pending at two looks two minutes apart has been
/// left: no clocks are compared.</summary>
internal sealed class Sweeping(IStore store, Texts texts, Batches batches, ClaimCheck claims, HandOver handOver, IBus bus, TimeProvider time, ILogger<Sweeping> log) : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(2);
    // Nothing was decided here, so it took no time.
    private static readonly StageDetails Stage = new() { Name = "deduplicator", Version = $"{Telemetry.Version}+{Comparison.Algorithm}", DurationMs = 0 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        IReadOnlySet<(long, int)> seen = new HashSet<(long, int)>();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                seen = await Sweep(seen, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The next turn takes what this one left.
                Log.SweepFailed(log, error.Message);
            }
        }
    }

    /// <summary>One look.</summary>
    /// <param name="seen">What was pending at the last one, by key and revision; empty at first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is pending now.</returns>
    internal async Task<IReadOnlySet<(long Key, int Revision)>> Sweep(IReadOnlySet<(long, int)> seen, CancellationToken cancellationToken)
    {
        await batches.NoteHandedOver(cancellationToken);
        IReadOnlyList<Decided> pending;
        await using (var session = await store.Read(cancellationToken))
            pending = await Verdicts.Read(session, texts, [.. await session.Pending(cancellationToken)], new Dictionary<long, ArticleFetched>(), cancellationToken);

        var left = pending.Where(one => seen.Contains((one.Key, one.Verdict.Revision))).ToList();
        foreach (var one in left)
            await DeduplicateArticleConsumer.HandOver(claims, handOver, bus, one, Stage, cancellationToken);
        batches.HandedOver(left);
        await batches.NoteHandedOver(cancellationToken);
        if (left.Count > 0)
            Log.Swept(log, left.Count);
        return pending.Except(left).Select(one => (one.Key, one.Verdict.Revision)).ToHashSet();
    }
}
