using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>What one process of the service holds, without the bus: it decides, hands over, and notes that it did.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly DocumentFrequencies Frequencies = new();

    private readonly IStore _store;
    private readonly Announced _announced;

    public Worker(IStore store, Announced? announced = null)
    {
        var book = new FurnitureBook();
        (_store, _announced, Texts) = (store, announced ?? new(), new(Frequencies, book));
        Deduplication = new(store, Texts, book, new Search(Texts), new TermCounter(Frequencies, null));
    }

    public Texts Texts { get; }

    public Deduplication Deduplication { get; }

    /// <returns>All verdicts handed over, the articles' own before those of others.</returns>
    public async Task<IReadOnlyList<Decided>> Handle(params IReadOnlyList<ArticleFetched> articles)
    {
        var outcomes = await Deduplication.Decide(articles, TestContext.Current.CancellationToken);
        Decided[] decided = [.. outcomes.Select(outcome => outcome.Own).OfType<Decided>(), .. outcomes.SelectMany(outcome => outcome.Others)];
        foreach (var one in decided)
            _announced.Add(one);
        await _store.HandedOver(decided, TestContext.Current.CancellationToken);
        return decided;
    }

    public void Dispose() => Texts.Dispose();
}
