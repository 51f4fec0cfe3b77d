using IngestPipeline.Deduplicator.Tests;
using IngestPipeline.Storage;

namespace IngestPipeline.Integration.Tests;

// What Deduplicator.Tests runs in memory and on SQLite. Tests of one class run one after another: each finds it empty.
internal sealed class PostgresPlace(Servers servers, string name) : DatabasePlace
{
    protected override async Task<Database> Make() => Database.Postgres(await servers.Database.Create(name));
}

public sealed class StoreOnPostgresTests(Servers servers) : StoreTests(new PostgresPlace(servers, "stores"));

public sealed class StoreOriginOnPostgresTests(Servers servers) : StoreOriginTests(new PostgresPlace(servers, "origins"));

public sealed class StoreFurnitureOnPostgresTests(Servers servers) : StoreFurnitureTests(new PostgresPlace(servers, "furniture"));

public sealed class ForgettingOnPostgresTests(Servers servers) : ForgettingTests(new PostgresPlace(servers, "forgetting"));

public sealed class BatchesOnPostgresTests(Servers servers) : BatchesTests(new PostgresPlace(servers, "batches"))
{
    private protected override bool Refuses => true;
}

public sealed class RaceOnPostgresTests(Servers servers) : RaceTests(new PostgresPlace(servers, "races"))
{
    private protected override int Share => 50;
}
