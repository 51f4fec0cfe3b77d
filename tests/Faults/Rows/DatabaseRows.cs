using Npgsql;

namespace IngestPipeline.Faults;

/// <summary>A database that dies, stands still, or has no place left.</summary>
internal static class DatabaseRows
{
    public static IReadOnlyList<Row> All { get; } =
    [
        new("13", "database ended at once and started again; every backend terminated, three times", Restarts) { Seeds = 3 },
        new("14", "tables locked for 60 s; then every connection taken for 20 s", Stalls),
    ];

    private static async Task Restarts(Trial trial)
    {
        await trial.Pause(2, 5);
        using (trial.Fault())
        {
            await trial.Database.Kill();
            await trial.Pause(0.5, 4);
            await trial.Database.Restart(trial.Token);
            NpgsqlConnection.ClearAllPools();
        }
        for (var time = 0; time < 3; time++)
        {
            await trial.Pause(1, 3);
            await trial.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            NpgsqlConnection.ClearAllPools();
        }
    }

    private static async Task Stalls(Trial trial)
    {
        await trial.Pause(2, 4);
        using (trial.Fault())
        {
            await using var connection = await trial.Connect();
            await using var transaction = await connection.BeginTransactionAsync(trial.Token);
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "lock table decisions, articles, publications in access exclusive mode";
                await command.ExecuteNonQueryAsync(trial.Token);
            }
            await trial.Pause(60, 60);
            await transaction.RollbackAsync(trial.Token);
        }
        await trial.Pause(2, 4);
        await Exhaust(trial);
    }

    // The services' own connections are ended first, so that they have to open new ones and find no place.
    private static async Task Exhaust(Trial trial)
    {
        var taken = new List<NpgsqlConnection>();
        using (trial.Fault())
        {
            var unpooled = new NpgsqlConnectionStringBuilder(trial.ConnectionString) { Pooling = false }.ConnectionString;
            try
            {
                while (taken.Count < 300)
                {
                    var connection = new NpgsqlConnection(unpooled);
                    taken.Add(connection);
                    await connection.OpenAsync(trial.Token);
                }
            }
            catch (PostgresException)
            {
                // No place is left: that is what was wanted.
            }
            await using (var command = taken[0].CreateCommand())
            {
                command.CommandText = $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and not pid = any(array[{string.Join(',', taken.Where(one => one.State == System.Data.ConnectionState.Open).Select(one => one.ProcessID))}])";
                await command.ExecuteNonQueryAsync(trial.Token);
            }
            await trial.Pause(20, 20);
            foreach (var connection in taken)
                await connection.DisposeAsync();
            NpgsqlConnection.ClearAllPools();
        }
        trial.Note($"{taken.Count - 1} connections taken");
    }
}
