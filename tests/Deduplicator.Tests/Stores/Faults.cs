namespace IngestPipeline.Deduplicator.Tests;

/// <summary>Where a worker abandons its work.</summary>
internal enum Step { Never, Remembered, Reading, Compared, Settling, Committing, Committed }

/// <summary>The work was abandoned.</summary>
internal sealed class AbandonedException(Step step) : Exception($"Abandoned at {step}.");

/// <summary>A store on which a worker abandons its work once, at a step; then it works as it should.</summary>
internal sealed class AbandonedStore(IStore store) : IStore
{
    private int _next;

    /// <summary>Where the next work is abandoned.</summary>
    public Step Next { get => (Step)_next; set => _next = (int)value; }

    public async Task<IReadOnlyList<Remembered>> Remember(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var remembered = await store.Remember(entries, cancellationToken);
        At(Step.Remembered);
        return remembered;
    }

    public async Task<IStoreSession> Read(CancellationToken cancellationToken)
    {
        At(Step.Reading);
        return await store.Read(cancellationToken);
    }

    public async Task<IStoreSession> Decide(CancellationToken cancellationToken)
    {
        At(Step.Compared);
        return new AbandonedSession(await store.Decide(cancellationToken), this);
    }

    public Task HandedOver(IReadOnlyList<Decided> decided, CancellationToken cancellationToken) => store.HandedOver(decided, cancellationToken);

    public Task Forget(int beforeWeek, CancellationToken cancellationToken) => store.Forget(beforeWeek, cancellationToken);

    internal void At(Step step)
    {
        if (Interlocked.CompareExchange(ref _next, (int)Step.Never, (int)step) == (int)step)
            throw new AbandonedException(step);
    }
}

internal sealed class AbandonedSession(IStoreSession session, AbandonedStore store) : IStoreSession
{
    public Task<IReadOnlyList<Posting>> Postings(IReadOnlyCollection<int> hashes, CancellationToken cancellationToken) => session.Postings(hashes, cancellationToken);

    public Task<(IReadOnlyList<FurnitureHash> Hashes, long Newest)> FurnitureSince(long id, CancellationToken cancellationToken) => session.FurnitureSince(id, cancellationToken);

    public Task<IReadOnlyList<Stored>> Load(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Load(keys, cancellationToken);

    public Task<IReadOnlyList<Member>> Members(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Members(keys, cancellationToken);

    public Task<IReadOnlyList<Member>> Clusters(IReadOnlyCollection<long> centres, CancellationToken cancellationToken) => session.Clusters(centres, cancellationToken);

    public Task<IReadOnlyList<Member>> Relatives(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Relatives(keys, cancellationToken);

    public Task<IReadOnlyList<Member>> Stories(IReadOnlyCollection<long> stories, CancellationToken cancellationToken) => session.Stories(stories, cancellationToken);

    public Task<IReadOnlyList<Edge>> Edges(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Edges(keys, cancellationToken);

    public Task<IReadOnlyList<Finding>> Findings(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Findings(keys, cancellationToken);

    public Task<IReadOnlyList<long>> Reconsiderable(CancellationToken cancellationToken) => session.Reconsiderable(cancellationToken);

    public Task<IReadOnlyList<long>> Pending(CancellationToken cancellationToken) => session.Pending(cancellationToken);

    public Task Save(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken) => session.Save(findings, cancellationToken);

    public async Task Save(IReadOnlyCollection<Decision> decisions, CancellationToken cancellationToken)
    {
        await session.Save(decisions, cancellationToken);
        store.At(Step.Settling);
    }

    public Task Remove(IReadOnlyCollection<long> keys, CancellationToken cancellationToken) => session.Remove(keys, cancellationToken);

    public Task Post(IReadOnlyCollection<(long Key, int[] Hashes)> postings, CancellationToken cancellationToken) => session.Post(postings, cancellationToken);

    public Task Furnish(IReadOnlyCollection<FurnitureHash> hashes, CancellationToken cancellationToken) => session.Furnish(hashes, cancellationToken);

    public Task Reconsider(IReadOnlyCollection<long> keys, bool again, CancellationToken cancellationToken) => session.Reconsider(keys, again, cancellationToken);

    public async Task Commit(CancellationToken cancellationToken)
    {
        store.At(Step.Committing);
        await session.Commit(cancellationToken);
        store.At(Step.Committed);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
