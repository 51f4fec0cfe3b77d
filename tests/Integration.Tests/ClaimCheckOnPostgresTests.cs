using IngestPipeline.Hosting.Tests;
using IngestPipeline.Storage;

namespace IngestPipeline.Integration.Tests;

// What Hosting.Tests runs on SQLite. Tests of one class run one after another: each finds it empty.
public sealed class ClaimCheckOnPostgresTests(Servers servers) : ClaimCheckTests
{
    private protected override async Task<Database> Open() => Database.Postgres(await servers.Database.Create("claim_check"));
}
