using IngestPipeline.Storage;
using IngestPipeline.Support;

namespace IngestPipeline.Deduplicator.Tests;

/// <summary>Where a store is kept; empty at first.</summary>
internal abstract class Place : IAsyncDisposable
{
    public ManualClock Clock { get; } = new(Some.Noon);

    public abstract Task<IStore> Open();

    public abstract ValueTask DisposeAsync();
}

internal sealed class MemoryPlace : Place
{
    private MemoryStore? _store;

    public override Task<IStore> Open() => Task.FromResult<IStore>(_store = new(Clock));

    public override ValueTask DisposeAsync()
    {
        _store?.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database that is gone when the test is.</summary>
internal abstract class DatabasePlace : Place
{
    private Storage.Database? _database;

    public override async Task<IStore> Open()
    {
        _database = await Make();
        await Schema.Apply(_database, TestContext.Current.CancellationToken);
        return new SqlStore(_database, Clock);
    }

    public override async ValueTask DisposeAsync() => await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);

    protected abstract Task<Storage.Database> Make();
}

internal sealed class SqlitePlace : DatabasePlace
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<Storage.Database> Make() => Task.FromResult(Storage.Database.Sqlite(Path.Combine(_folder.Path, "test.db")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
