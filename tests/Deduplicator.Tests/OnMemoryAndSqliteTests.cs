namespace IngestPipeline.Deduplicator.Tests;

public sealed class StoreOnMemoryTests() : StoreTests(new MemoryPlace());

public sealed class StoreOnSqliteTests() : StoreTests(new SqlitePlace());
