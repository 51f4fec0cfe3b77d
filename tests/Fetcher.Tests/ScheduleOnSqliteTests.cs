using IngestPipeline.Support;

namespace IngestPipeline.Fetcher.Tests;

public sealed class ScheduleOnSqliteTests() : ScheduleTests(() => Task.FromResult(Storage.Database.Sqlite(Path.Combine(Folder.Path, $"{Guid.CreateVersion7():N}.db"))))
{
    private static readonly TemporaryFolder Folder = new();
}
