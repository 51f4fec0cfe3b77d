namespace IngestPipeline.Deduplicator.Tests;

// What Integration.Tests runs on PostgreSQL.
public sealed class StoreOnMemoryTests() : StoreTests(new MemoryPlace());

public sealed class StoreOnSqliteTests() : StoreTests(new SqlitePlace());

public sealed class StoreOriginOnMemoryTests() : StoreOriginTests(new MemoryPlace());

public sealed class StoreOriginOnSqliteTests() : StoreOriginTests(new SqlitePlace());

public sealed class StoreFurnitureOnMemoryTests() : StoreFurnitureTests(new MemoryPlace());

public sealed class StoreFurnitureOnSqliteTests() : StoreFurnitureTests(new SqlitePlace());

public sealed class ForgettingOnMemoryTests() : ForgettingTests(new MemoryPlace());

public sealed class ForgettingOnSqliteTests() : ForgettingTests(new SqlitePlace());

public sealed class BatchesOnMemoryTests() : BatchesTests(new MemoryPlace());

public sealed class BatchesOnSqliteTests() : BatchesTests(new SqlitePlace());

public sealed class RaceOnMemoryTests() : RaceTests(new MemoryPlace())
{
    private protected override int Share => 120;
}

public sealed class RaceOnSqliteTests() : RaceTests(new SqlitePlace())
{
    private protected override int Share => 30;
}
