using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>One process's way to the database: SQLite itself, but a commit may fail, its answer may be lost, and the process may die of it.</summary>
internal sealed class FaultyDatabase(string connectionString, Effects effects, Swap swap) : DbDataSource
{
    private FaultyConnection? _uncommitted;

    public override string ConnectionString => connectionString;

    /// <summary>With <see cref="Swap.PublishBeforeCommit"/>: commits what is still to be committed.</summary>
    public void CommitLate()
    {
        var late = _uncommitted;
        _uncommitted = null;
        late?.CommitLate();
    }

    /// <summary>The process is gone, and with it what it had not committed.</summary>
    public void Drop()
    {
        _uncommitted?.Drop();
        _uncommitted = null;
    }

    protected override DbConnection CreateDbConnection() => new FaultyConnection(this);

    private sealed class FaultyConnection(FaultyDatabase database) : SqliteConnection(database.ConnectionString)
    {
        private bool _late;

        public bool Decides { get; set; }

        public override void Open()
        {
            database.CommitLate();
            base.Open();
        }

        public override SqliteCommand CreateCommand() => new FaultyCommand(database, this) { Connection = this, Transaction = Transaction, CommandTimeout = DefaultTimeout };

        public void CommitLate()
        {
            _late = false;
            using (this)
                Commit();
        }

        public void Drop()
        {
            _late = false;
            Dispose();
        }

        public int Commit() => database.Effects.Do(() =>
        {
            using var command = base.CreateCommand();
            if (Decides && database.Swap == Swap.MarkBeforePublish)
                Run(command, "update decisions set handed_over = revision");
            return Run(command, "COMMIT;");
        }, Busy);

        public int Later()
        {
            _late = true;
            database._uncommitted = this;
            return 0;
        }

        public override void Close()
        {
            if (!_late)
                base.Close();
        }

        private static int Run(SqliteCommand command, string sql)
        {
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        }
    }

    private sealed class FaultyCommand(FaultyDatabase database, FaultyConnection connection) : SqliteCommand
    {
        public override int ExecuteNonQuery()
        {
            if (CommandText == "COMMIT;")
                return database.Swap == Swap.PublishBeforeCommit ? connection.Later() : connection.Commit();
            connection.Decides |= CommandText.Contains("insert into decisions", StringComparison.OrdinalIgnoreCase);
            // Outside a transaction each statement commits itself.
            return Transaction is null && CommandText.StartsWith("update", StringComparison.OrdinalIgnoreCase)
                ? database.Effects.Do(base.ExecuteNonQuery, Busy)
                : base.ExecuteNonQuery();
        }

        // All statements come through here, and only a rollback comes from the dead.
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (CommandText != "ROLLBACK;")
                database.Effects.Live();
            return base.ExecuteReader(behavior);
        }
    }

    private Effects Effects => effects;

    private Swap Swap => swap;

    private static SqliteException Busy() => new("The database does not answer.", 5);
}
