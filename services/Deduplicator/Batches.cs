using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using IngestPipeline.Contracts;
using Microsoft.Extensions.Hosting;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// Decides articles that are handled side by side in batches, as a database commits in groups: while one batch is at
/// work, what arrives forms the next, so that load makes batches longer and an idle service never waits. An article that
/// fails in company is tried alone, so that it fails no neighbour.
/// </summary>
internal sealed class Batches(Deduplication deduplication, IStore store) : BackgroundService
{
    private const int Longest = 256;

    private readonly ConcurrentQueue<Decided> _handedOver = new();
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });

    /// <summary>Completes when the article is decided and committed.</summary>
    public async Task<Outcome> Decide(ArticleFetched article, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(article, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);
        return await waiting.Outcome.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Notes, with the next batch, that verdicts were handed over. What is not noted is handed over again.</summary>
    public void HandedOver(IEnumerable<Decided> decided)
    {
        foreach (var one in decided)
            _handedOver.Enqueue(one);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            await Turn(stoppingToken);
    }

    /// <summary>Notes what was handed over and decides what waits, up to the longest batch.</summary>
    internal async Task Turn(CancellationToken cancellationToken)
    {
        await NoteHandedOver(cancellationToken);
        var batch = new List<Waiting>(Longest);
        while (batch.Count < Longest && _waiting.Reader.TryRead(out var next))
            batch.Add(next);
        await Decide(batch, cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await NoteHandedOver(cancellationToken);
    }

    /// <summary>Notes at once what was handed over so far.</summary>
    public async Task NoteHandedOver(CancellationToken cancellationToken)
    {
        var noted = new Dictionary<long, Decided>();
        while (_handedOver.TryDequeue(out var one))
        {
            if (!noted.TryGetValue(one.Key, out var other) || other.Verdict.Revision < one.Verdict.Revision)
                noted[one.Key] = one;
        }
        try
        {
            if (noted.Count > 0)
                await store.HandedOver([.. noted.Values], cancellationToken);
        }
        catch (DbException)
        {
            HandedOver(noted.Values);
        }
    }

    private async Task Decide(IReadOnlyList<Waiting> batch, CancellationToken cancellationToken)
    {
        try
        {
            var outcomes = await deduplication.Decide([.. batch.Select(waiting => waiting.Article)], cancellationToken);
            foreach (var (waiting, outcome) in batch.Zip(outcomes))
                waiting.Outcome.TrySetResult(outcome);
        }
        catch (Exception error)
        {
            if (batch.Count == 1 || cancellationToken.IsCancellationRequested)
            {
                foreach (var waiting in batch)
                    waiting.Outcome.TrySetException(error);
                return;
            }
            foreach (var waiting in batch)
                await Decide([waiting], cancellationToken);
        }
    }

    private sealed record Waiting(ArticleFetched Article, TaskCompletionSource<Outcome> Outcome);
}
