using System.Data.Common;
using Dapper;
using IngestPipeline.Storage;

namespace IngestPipeline.Fetcher;

/// <summary>What is to be fetched and which host may be asked next: the tables <c>fetches</c> and <c>hosts</c>, shared by all fetchers.</summary>
/// <param name="database">The database.</param>
/// <remarks>
/// A host is leased, never an address: so one host is asked for one thing at a time, and a slow one costs nobody but itself. A lease is a time in
/// <c>hosts.due_at</c>: who dies gives it back by that. All times are the database's. Cost: a few small statements a request, and one for all leases
/// that are taken at once. Weakness: within a host the oldest goes first, whatever asked for it.
/// </remarks>
public sealed class Schedule(Database database) : IDisposable
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);
    private readonly SemaphoreSlim added = new(0);

    /// <summary>Adds what is not there yet, to be fetched as soon as its host may be asked.</summary>
    internal async Task Add(IEnumerable<FetchJob> jobs, CancellationToken token)
    {
        await using var transaction = await database.Begin(token);
        await using var _ = transaction.Connection!;
        // In the order of hosts, or two that add at once could wait for each other.
        foreach (var job in jobs.OrderBy(job => job.Host, StringComparer.Ordinal)) await Put(transaction, job, TimeSpan.Zero, token);
        await transaction.CommitAsync(token);
        added.Release();
    }

    /// <summary>Leases hosts that are due, each with its oldest job that is.</summary>
    /// <param name="most">No more than this, 1 and up.</param>
    /// <param name="time">How long the leases last.</param>
    /// <param name="token">Gives up.</param>
    internal async Task<IReadOnlyList<Turn>> Lease(int most, TimeSpan time, CancellationToken token)
    {
        var lease = Guid.CreateVersion7();
        await using var transaction = await database.Begin(token);
        await using var connection = transaction.Connection!;
        var hosts = await connection.QueryAsync<HostRow>(new CommandDefinition(
            $"""
            update hosts set lease = @lease, due_at = {database.NowMs} + @ms, used_at = {database.NowMs}
            where host in (select host from hosts where due_at <= {database.NowMs} order by due_at limit @most {database.SkipLocked})
            returning host, spacing, failures, robots, {database.NowMs} - robots_at as robots_age
            """, new { lease, ms = Ms(time), most }, transaction, cancellationToken: token));
        var turns = new List<Turn>();
        foreach (var host in hosts.OrderBy(host => host.Host, StringComparer.Ordinal))
        {
            var job = await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition(
                $"""
                update fetches set lost = lost + 1
                where fetch_id = (select fetch_id from fetches where host = @host and due_at <= {database.NowMs} order by due_at, fetch_id limit 1)
                returning {JobRow.Columns}
                """, new { host = host.Host }, transaction, cancellationToken: token));
            if (job is null) await Close(transaction, host.Host, lease, null, token);
            else turns.Add(host.Turn(lease, job.Job()));
        }

        await transaction.CommitAsync(token);
        return turns;
    }

    /// <summary>Gives a turn back: the job is over.</summary>
    internal Task Done(Turn turn, CancellationToken token) => GiveBack(turn, null, TimeSpan.Zero, token);

    /// <summary>Gives a turn back: the job is to be tried again, or at another address.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="job">The job as it is now.</param>
    /// <param name="wait">Not before this has passed.</param>
    /// <param name="token">Gives up.</param>
    internal Task Later(Turn turn, FetchJob job, TimeSpan wait, CancellationToken token) => GiveBack(turn, job, wait, token);

    /// <summary>The pages that wait for a host, its feeds not.</summary>
    internal async Task<IReadOnlyList<FetchJob>> Pages(string host, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        return [.. (await connection.QueryAsync<JobRow>(new CommandDefinition(
            $"select {JobRow.Columns} from fetches where host = @host and kind = 'page' order by due_at, fetch_id", new { host }, cancellationToken: token))).Select(row => row.Job())];
    }

    /// <summary>Takes a job away, whoever may hold its host.</summary>
    internal async Task Remove(FetchJob job, CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        await connection.ExecuteAsync(new CommandDefinition("delete from fetches where fetch_id = @Id", new { job.Id }, cancellationToken: token));
    }

    /// <summary>Whether a page waits or is under way.</summary>
    /// <param name="token">Gives up.</param>
    /// <exception cref="DbException">The database does not answer or refuses.</exception>
    public async Task<bool> HasPages(CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select 1 from fetches where kind = 'page')", cancellationToken: token));
    }

    /// <summary>Returns when something may be due: something was added here, a host is free again, or a second has passed, since others add too.</summary>
    internal async Task Wait(CancellationToken token)
    {
        await using (var connection = await database.Source.OpenConnectionAsync(token))
        {
            var ms = await connection.ExecuteScalarAsync<long?>(new CommandDefinition($"select min(due_at) - {database.NowMs} from hosts", cancellationToken: token));
            if (await added.WaitAsync((int)Math.Clamp(ms ?? 1000, 1, 1000), token))
            {
                // One look is enough for all that was added.
                while (added.Wait(0, token))
                {
                }
            }
        }
    }

    /// <summary>Lets the state of hosts go that nobody has asked for a day and nothing is to be asked of.</summary>
    internal async Task Forget(CancellationToken token)
    {
        await using var connection = await database.Source.OpenConnectionAsync(token);
        await connection.ExecuteAsync(new CommandDefinition(
            $"delete from hosts where due_at is null and used_at < {database.NowMs} - @ms and open_at < {database.NowMs}", new { ms = Ms(Forgotten) }, cancellationToken: token));
    }

    /// <inheritdoc />
    public void Dispose() => added.Dispose();

    private async Task GiveBack(Turn turn, FetchJob? job, TimeSpan wait, CancellationToken token)
    {
        await using var transaction = await database.Begin(token);
        await using var connection = transaction.Connection!;
        // The other host first where its name comes first: see Add.
        if (job is not null && string.CompareOrdinal(job.Host, turn.Host) < 0) await Open(transaction, job, wait, token);
        var mine = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select host from hosts where host = @Host and lease = @Lease {database.ForUpdate}) as held", new { turn.Host, turn.Lease }, transaction, cancellationToken: token)) > 0;
        // Who was late has lost the host to another, who may be at the same job; what is over is over all the same.
        if (job is null)
            await connection.ExecuteAsync(new CommandDefinition("delete from fetches where fetch_id = @Id", new { turn.Job.Id }, transaction, cancellationToken: token));
        else if (mine)
            await connection.ExecuteAsync(new CommandDefinition(
                $"update fetches set host = @Host, url = @url, due_at = {database.NowMs} + @ms, attempts = @Attempts, lost = 0, job = @purpose where fetch_id = @Id",
                new { job.Host, url = job.Url.AbsoluteUri, ms = Ms(wait), job.Attempts, purpose = Purpose(job), job.Id }, transaction, cancellationToken: token));
        if (mine) await Close(transaction, turn.Host, turn.Lease, turn, token);
        if (job is not null && string.CompareOrdinal(job.Host, turn.Host) > 0) await Open(transaction, job, wait, token);
        await transaction.CommitAsync(token);
        added.Release();
    }

    private async Task Put(DbTransaction transaction, FetchJob job, TimeSpan wait, CancellationToken token)
    {
        await Open(transaction, job, wait, token);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"""
            insert into fetches (fetch_id, host, kind, url, due_at, attempts, lost, job)
            values (@Id, @Host, @kind, @url, {database.NowMs} + @ms, 0, 0, @purpose) on conflict (fetch_id) do nothing
            """, new { job.Id, job.Host, kind = job.Purpose is null ? "feed" : "page", url = job.Url.AbsoluteUri, ms = Ms(wait), purpose = Purpose(job) }, transaction, cancellationToken: token));
    }

    // A host has a job: it is due then, or when it may be asked again, or when whoever holds it gives it back.
    private Task Open(DbTransaction transaction, FetchJob job, TimeSpan wait, CancellationToken token) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        $"""
        insert into hosts (host, due_at, open_at, spacing, failures, used_at) values (@Host, {database.NowMs} + @ms, 0, 0, 0, {database.NowMs})
        on conflict (host) do update set used_at = excluded.used_at, due_at = case
            when hosts.lease is not null then hosts.due_at
            when hosts.due_at is not null and hosts.due_at < excluded.due_at then hosts.due_at
            else {database.Greatest}(hosts.open_at, excluded.due_at) end
        """, new { job.Host, ms = Ms(wait) }, transaction, cancellationToken: token));

    // The row is locked: what was added meanwhile is seen by this statement, what comes later waits for it.
    private Task Close(DbTransaction transaction, string host, Guid lease, Turn? turn, CancellationToken token) => transaction.Connection!.ExecuteAsync(new CommandDefinition(
        $"""
        update hosts set lease = null{(turn is null ? "" : $", open_at = {database.NowMs} + @wait, spacing = @spacing, failures = @failures")}{(turn?.RobotsRead is null ? "" : $", robots = @robots, robots_at = {database.NowMs}")},
            due_at = (select {database.Greatest}(min(f.due_at), {(turn is null ? "hosts.open_at" : $"{database.NowMs} + @wait")}) from fetches f where f.host = @host having count(*) > 0)
        where host = @host and lease = @lease
        """, new
        {
            host,
            lease,
            wait = Ms(turn?.State.Wait ?? default),
            spacing = Ms(turn?.State.Spacing ?? default),
            failures = turn?.State.Failures ?? 0,
            robots = turn?.RobotsRead,
        }, transaction, cancellationToken: token));

    private static string Purpose(FetchJob job) => job.Purpose?.ToJson() ?? "null";

    private static long Ms(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private sealed record HostRow
    {
        public required string Host { get; init; }

        public long Spacing { get; init; }

        public int Failures { get; init; }

        public string? Robots { get; init; }

        public long? RobotsAge { get; init; }

        public Turn Turn(Guid lease, FetchJob job) => new()
        {
            Job = job,
            Lease = lease,
            Host = Host,
            State = new(TimeSpan.FromMilliseconds(Spacing), Failures, TimeSpan.FromMilliseconds(Spacing)),
            Robots = Robots is null ? null : new(Robots, TimeSpan.FromMilliseconds(RobotsAge ?? 0)),
        };
    }

    private sealed record JobRow
    {
        public const string Columns = "fetch_id, url, attempts, lost, job as purpose";

        public Guid FetchId { get; init; }

        public required string Url { get; init; }

        public int Attempts { get; init; }

        public int Lost { get; init; }

        public required string Purpose { get; init; }

        public FetchJob Job() => new() { Id = FetchId, Url = new Uri(Url), Purpose = FetchPurpose.Read(Purpose), Attempts = Attempts, Lost = Lost };
    }
}
