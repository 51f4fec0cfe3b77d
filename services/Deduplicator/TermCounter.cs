using Microsoft.Extensions.Hosting;

namespace IngestPipeline.Deduplicator;

/// <summary>Keeps the stream's word counts: loads them at start, writes what came since in batches and at the end. What
/// a killed worker had not written yet is forgotten: weights shift by that little, and nothing decided depends on it.</summary>
/// <param name="frequencies">Where they are used.</param>
/// <param name="store">Null when nothing outlives the process.</param>
internal sealed class TermCounter(DocumentFrequencies frequencies, TermStore? store) : IHostedService
{
    private const int BatchOfDocuments = 200;
    private readonly Lock _lock = new();
    private Dictionary<ulong, long> _unwritten = [];
    private int _documents;

    /// <summary>Counts an article that was not seen before, if its language has no background.</summary>
    public async Task Count(TermVector vector, string language, CancellationToken cancellationToken)
    {
        if (!DocumentFrequencies.Learns(language))
            return;
        var keys = DocumentFrequencies.Keys(vector.Words, language);
        frequencies.Add(keys);
        Dictionary<ulong, long>? batch = null;
        lock (_lock)
        {
            foreach (var key in keys)
                _unwritten[key] = _unwritten.GetValueOrDefault(key) + 1;
            if (++_documents >= BatchOfDocuments)
                (batch, _unwritten, _documents) = (_unwritten, [], 0);
        }
        if (batch is not null && store is not null)
            await store.Add(batch, cancellationToken);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (store is not null)
            frequencies.Load(await store.Load(cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => _unwritten.Count == 0 || store is null ? Task.CompletedTask : store.Add(_unwritten, cancellationToken);
}
