using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>A store that is new for each test, and a worker on it.</summary>
public abstract class OnStore : IAsyncLifetime
{
    private readonly Place _place;

    private protected OnStore(Place place) => _place = place;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected IStore Store { get; private set; } = null!;

    private protected Worker Worker { get; private set; } = null!;

    private protected Announced Announced { get; } = new();

    private protected Support.ManualClock Clock => _place.Clock;

    public async ValueTask InitializeAsync() => Worker = new(Store = await _place.Open(), Announced);

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<IReadOnlyList<Decided>> Handle(params IReadOnlyList<ArticleFetched> articles) => Worker.Handle(articles);

    private protected Decided Last(string name) => Announced.Last.Single(one => one.Article.SubmitterId == name);

    private protected async Task<T> Ask<T>(Func<IStoreSession, Task<T>> question)
    {
        await using var session = await Store.Read(Token);
        return await question(session);
    }

    private protected static Guid Id(string name) => NameId.Of("test", name);
}
