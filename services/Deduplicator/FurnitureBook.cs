namespace IngestPipeline.Deduplicator;

/// <summary>
/// What this process knows of furniture: sampled 3-grams that stand in several copy clusters of one source, as menus,
/// appeals and legal lines do, and hashes that so many clusters share everywhere that they find nothing. The store's log
/// is append-only, so reading on from the last id gives all that is known.
/// </summary>
internal sealed class FurnitureBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<int>> _sources = new(StringComparer.Ordinal);
    private long _newest;

    /// <summary>Reads on.</summary>
    public async Task Refresh(IStoreSession session, CancellationToken cancellationToken)
    {
        var (hashes, newest) = await session.FurnitureSince(Interlocked.Read(ref _newest), cancellationToken);
        lock (_lock)
        {
            foreach (var (source, hash) in hashes)
            {
                if (!_sources.TryGetValue(source, out var known))
                    _sources[source] = known = [];
                known.Add(hash);
            }
            _newest = Math.Max(_newest, newest);
        }
    }

    /// <summary>True of a hash that finds too much anywhere.</summary>
    public bool IsEverywhere(int hash) => Has("", hash);

    /// <returns>Those that do not find too much.</returns>
    public int[] Without(ReadOnlySpan<int> hashes)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue("", out var everywhere))
                return hashes.ToArray();
            var (kept, count) = (new int[hashes.Length], 0);
            foreach (var hash in hashes)
            {
                if (!everywhere.Contains(hash))
                    kept[count++] = hash;
            }
            return kept[..count];
        }
    }

    /// <summary>How much is known of a source: changes whenever its articles may have to be read anew.</summary>
    public int CountOf(string? source)
    {
        lock (_lock)
            return source is not null && _sources.TryGetValue(source, out var known) ? known.Count : 0;
    }

    /// <returns>Those of a text's sampled 3-grams that are furniture at its source.</returns>
    public HashSet<ulong> Of(string? source, ReadOnlySpan<ulong> sample)
    {
        HashSet<ulong> furniture = [];
        lock (_lock)
        {
            if (source is null or "" || !_sources.TryGetValue(source, out var known))
                return furniture;
            foreach (var gram in sample)
            {
                if (known.Contains((int)gram))
                    furniture.Add(gram);
            }
        }
        return furniture;
    }

    private bool Has(string source, int hash)
    {
        lock (_lock)
            return _sources.TryGetValue(source, out var known) && known.Contains(hash);
    }
}
