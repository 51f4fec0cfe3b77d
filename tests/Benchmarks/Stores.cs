using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Deduplicator;
using IngestPipeline.Storage;

namespace IngestPipeline.Benchmarks;

/// <summary>The whole decision on a stream of articles, in memory, on SQLite or on PostgreSQL, at the sizes asked for.</summary>
internal static class Stores
{
    private const int Batch = 256, Warm = 4096;

    /// <param name="store"><c>memory</c>, <c>sqlite</c> or a connection string of an empty PostgreSQL database.</param>
    /// <param name="sizes">At how many stored articles to measure, ascending.</param>
    /// <param name="measured">How many decisions to measure at each.</param>
    /// <param name="copy">Whether PostgreSQL is filled by COPY up to the first size.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task Run(string store, int[] sizes, int measured, bool copy, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-benchmark-");
        var database = store switch
        {
            "memory" => null,
            "sqlite" => Database.Sqlite(Path.Combine(folder.FullName, "benchmark.db")),
            _ => Database.Postgres(store),
        };
        if (database is not null)
            await Schema.Apply(database, cancellationToken);
        using var memory = new MemoryStore(TimeProvider.System);
        IStore stored = database is null ? memory : new SqlStore(database, TimeProvider.System);
        var (book, frequencies) = (new FurnitureBook(), new DocumentFrequencies());
        Deduplicator.Texts texts;
        Deduplication Worker() => new(stored, texts, book, new Search(texts), new TermCounter(frequencies, null));
        var article = ArticleBytes();
        using (texts = new(frequencies, book))
            _ = texts.Read(ArticleStream.From(0, 1).Single());
        var empty = GC.GetTotalMemory(forceFullCollection: true);

        Console.WriteLine("| articles stored | decisions/s | decisions/s of processor time | of one article: candidates p50 | p99 | bytes an article |");
        Console.WriteLine("|---|---|---|---|---|---|");
        // What an earlier run left is not filled again.
        var next = database is null ? 0 : (int)await Execute(database, "select count(*) from articles", cancellationToken);
        var schema = database is null || next > 0 ? 0 : await Size(database, cancellationToken);
        if (copy && next == 0 && database is { IsPostgres: true })
        {
            using (texts = new(frequencies, book))
                await Filling.Fill(database, texts, next = sizes[0], cancellationToken);
        }
        foreach (var size in sizes)
        {
            texts = new(frequencies, book);
            var deduplication = Worker();
            while (next < size)
                next += await Decide(deduplication, stored, next, Math.Min(Batch, size - next), cancellationToken);
            if (database is { IsPostgres: true })
                await Execute(database, "vacuum analyze", cancellationToken);
            texts.Dispose();
            var bytes = database is null ? GC.GetTotalMemory(forceFullCollection: true) - empty - (article * next) : await Size(database, cancellationToken) - schema;
            using var warm = texts = new(frequencies, book);
            deduplication = Worker();
            for (var warmed = 0; warmed < Warm; warmed += Batch)
                next += await Decide(deduplication, stored, next, Batch, cancellationToken);
            var articles = ArticleStream.From(next, measured).ToList();
            var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var at = 0; at < measured; at += Batch)
                await Decide(deduplication, stored, articles.Skip(at).Take(Batch).ToList(), cancellationToken);
            var rate = measured / Stopwatch.GetElapsedTime(started).TotalSeconds;
            var ofProcessor = measured / (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
            var (half, most) = await Candidates(stored, texts, next + measured, cancellationToken);
            next += measured;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {rate:N0} | {ofProcessor:N0} | {half:0.00} ms | {most:0.00} ms | {(double)bytes / size:N0} |"));
        }
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    private static Task<int> Decide(Deduplication deduplication, IStore store, int first, int count, CancellationToken cancellationToken) =>
        Decide(deduplication, store, [.. ArticleStream.From(first, count)], cancellationToken);

    private static async Task<int> Decide(Deduplication deduplication, IStore store, IReadOnlyList<Contracts.ArticleFetched> articles, CancellationToken cancellationToken)
    {
        var outcomes = await deduplication.Decide(articles, cancellationToken);
        await store.HandedOver([.. outcomes.SelectMany(outcome => outcome.Others.Append(outcome.Own!)).GroupBy(one => one.Key).Select(one => one.MaxBy(each => each.Verdict.Revision)!)], cancellationToken);
        return articles.Count;
    }

    // What is asked of the index for one article by itself.
    private static async Task<(double Half, double Most)> Candidates(IStore store, Deduplicator.Texts texts, int first, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        await using var session = await store.Read(cancellationToken);
        foreach (var article in ArticleStream.From(first, 500))
        {
            var hashes = texts.Read(article).Hashes;
            var started = Stopwatch.GetTimestamp();
            await session.Postings(hashes, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        times.Sort();
        return (times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    // What an article itself takes in memory, to be left out of what the store takes beside it.
    private static long ArticleBytes()
    {
        const int Many = 2000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var articles = ArticleStream.From(0, Many).ToList();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(articles);
        return (after - before) / Many;
    }

    private static Task<long> Size(Database database, CancellationToken cancellationToken) => Execute(database, database.IsPostgres
        ? "select pg_database_size(current_database())"
        : "select page_count * page_size from pragma_page_count(), pragma_page_size()", cancellationToken);

    private static async Task<long> Execute(Database database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken) ?? 0L, CultureInfo.InvariantCulture);
    }
}
