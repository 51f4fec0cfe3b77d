using System.Data.Common;
using IngestPipeline.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IngestPipeline.Deduplicator;

/// <summary>The index of hashes on SQLite, which has no index over arrays: one row a hash and article. Dozens of rows an
/// article, written and read through the library below ADO.NET, which spends as long on each row as the database does;
/// in order of the hash, as they lie.</summary>
internal static class SqlitePostings
{
    public static void Add(DbTransaction transaction, IEnumerable<Posting> postings) =>
        Each(transaction, "insert or ignore into postings (hash, key, source) values (?, ?, ?)", postings);

    public static void Remove(DbTransaction transaction, IEnumerable<Posting> postings) =>
        Each(transaction, "delete from postings where hash = ? and key = ? and source = ?", postings);

    /// <returns>Those of some hashes, as of one moment.</returns>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static IReadOnlyList<Posting> Of(DbConnection connection, IReadOnlyCollection<int> hashes)
    {
        var database = ((SqliteConnection)connection).Handle!;
        var postings = new List<Posting>(hashes.Count * 2);
        using var statement = Prepare(database, "select p.hash, p.key, p.source from json_each(?) as sought join postings p on p.hash = sought.value");
        Check(database, raw.sqlite3_bind_text(statement, 1, Database.Json(hashes)));
        while (Step(database, statement))
            postings.Add(new(raw.sqlite3_column_int(statement, 0), raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_int(statement, 2)));
        return postings;
    }

    private static void Each(DbTransaction transaction, string sql, IEnumerable<Posting> postings)
    {
        var database = ((SqliteConnection)transaction.Connection!).Handle!;
        using var statement = Prepare(database, sql);
        foreach (var posting in postings.OrderBy(posting => posting.Hash))
        {
            Check(database, raw.sqlite3_bind_int(statement, 1, posting.Hash));
            Check(database, raw.sqlite3_bind_int64(statement, 2, posting.Key));
            Check(database, raw.sqlite3_bind_int(statement, 3, posting.Source));
            Step(database, statement);
            Check(database, raw.sqlite3_reset(statement));
        }
    }

    private static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        Check(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        return statement;
    }

    // Whether there is a row.
    private static bool Step(sqlite3 database, sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(database, result);
        return result == raw.SQLITE_ROW;
    }

    private static void Check(sqlite3 database, int result) => SqliteException.ThrowExceptionForRC(result, database);
}
