using System.Threading.Channels;
using IngestPipeline.Contracts;
using Microsoft.Extensions.Hosting;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// Decides articles that are handled side by side in batches, as a database commits in groups: while one batch is at
/// work, what arrives forms the next, so that load makes batches longer and an idle service never waits. An article that
/// fails in company is tried alone, so that it fails no neighbour.
/// </summary>
internal sealed class Batches(Deduplication deduplication) : BackgroundService
{
    private const int Longest = 64;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });

    /// <summary>Completes when the article is decided and committed.</summary>
    public async Task<Outcome> Decide(ArticleFetched article, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(article, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);
        return await waiting.Outcome.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(Longest);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < Longest && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            await Decide(batch, stoppingToken);
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
