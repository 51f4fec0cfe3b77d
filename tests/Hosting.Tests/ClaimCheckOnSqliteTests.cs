using IngestPipeline.Support;
using Database = IngestPipeline.Storage.Database;

namespace IngestPipeline.Hosting.Tests;

// What Integration.Tests runs on PostgreSQL.
public sealed class ClaimCheckOnSqliteTests : ClaimCheckTests
{
    private readonly TemporaryFolder _folder = new();

    private protected override Task<Database> Open() => Task.FromResult(Database.Sqlite(Path.Combine(_folder.Path, "bodies.db")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
