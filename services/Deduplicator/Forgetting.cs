using System.Data.Common;
using IngestPipeline.Hosting;
using Microsoft.Extensions.Hosting;

namespace IngestPipeline.Deduplicator;

/// <summary>Drops what is too old to be news, once a day and at the start: whole weeks of arrival. Copies are looked for within
/// three days of each other and stories within five; the rest of four weeks is for what arrives late. For all stages it also
/// removes the texts that no message has come back for.</summary>
internal sealed class Forgetting(IStore store, Deduplication deduplication, ClaimCheck claims, TimeProvider time) : BackgroundService
{
    private const int WeeksKept = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try
            {
                await store.Forget(Weeks.Of(time.GetUtcNow()) - WeeksKept, stoppingToken);
                deduplication.TakeUp();
                await claims.Forget(stoppingToken);
            }
            catch (DbException)
            {
                // Nothing waits for it: the next day's turn takes what this one left.
            }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }
}
