using Dapper;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Storage;
using IngestPipeline.Support;
using Microsoft.Data.Sqlite;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>A broker, a database and two processes. What is real: the four consumers with all they decide, the SQL and SQLite.
/// What is not: the broker, time, and when a process dies. Its story is for people.</summary>
internal sealed class World : IAsyncDisposable
{
    private static int _worlds;

    private readonly SqliteConnection _anchor;
    private readonly Process[] _processes;

    private World(Swap swap)
    {
        Swap = swap;
        // On one thread nobody waits for another: a lock that is not given back fails at once.
        ConnectionString = $"Data Source=world-{Interlocked.Increment(ref _worlds)};Mode=Memory;Cache=Shared;Pooling=False;Default Timeout=1";
        _anchor = new(ConnectionString); // The database lives as long as somebody is connected.
        _anchor.Open();
        Database = new(SqliteFactory.Instance.CreateDataSource(ConnectionString), isPostgres: false);
        _processes = [new(this), new(this)];
    }

    public Swap Swap { get; }

    public Random Random { get; } = new(1);

    public string ConnectionString { get; }

    /// <summary>A way to the database on which nothing goes wrong.</summary>
    public Storage.Database Database { get; }

    public ManualClock Clock { get; } = new(new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero));

    public Broker Broker { get; } = new();

    public List<Report> Submitted { get; } = [];

    public List<string> Story { get; } = [];

    public static async Task<World> Open(Swap swap)
    {
        var world = new World(swap);
        await Schema.Apply(world.Database, CancellationToken.None);
        return world;
    }

    public async Task Run(Plan plan)
    {
        foreach (var step in plan.Steps)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Take(step);
        }
        await Rest();
    }

    // Nothing goes wrong any more. What was left behind is swept first: a message that failed may rest for an hour.
    private async Task Rest()
    {
        Story.Add("the world comes to rest");
        do
        {
            for (var look = 0; look < 4; look++)
                await Sweep(look % 2, null);
            for (var stage = Stage.Fetcher; stage <= Stage.Publisher; stage++)
            {
                while (Broker.Take(stage, 0, 1) is { Count: > 0 } messages)
                    await Handle(0, stage, messages, null);
            }
        }
        while (!Broker.IsEmpty || Query<long>("select 1 from decisions where revision > 0 and handed_over < revision").Count > 0);
    }

    /// <summary>The broker gets a message: into the queue of the next stage, or out.</summary>
    public bool Take<T>(T message, Sent sent)
    {
        Broker.Sent.Add(sent);
        (Stage To, ArticleFetched Article)? next = message switch
        {
            ArticleFetched fetched => (Stage.Deduplicator, fetched),
            ArticleDeduplicated decided => (Stage.Tagger, decided.Article),
            ArticleTagged tagged => (Stage.Publisher, tagged.Article),
            _ => null,
        };
        if (next is { } queue)
            Broker.Add(queue.To, new(sent.Id, sent.Body, queue.Article.ArticleId.ToString()));
        return true;
    }

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => [.. _anchor.Query<T>(sql, parameters)];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Database.Source.DisposeAsync();
        await _anchor.DisposeAsync();
    }

    private Task Take(Step step)
    {
        switch (step)
        {
            case Step.Submit submit:
                Submitted.Add(Report.Of(submit, Submitted));
                Story.Add($"{Submitted[^1].Name} is dropped as drop {Submitted.Count}");
                Broker.Add(Stage.Fetcher, new($"drop {Submitted.Count}", Submitted[^1].Json, $"drop {Submitted.Count}"));
                break;
            case Step.Deliver deliver when Broker.Waiting(deliver.Stage) is { } stage:
                return Handle(deliver.Process, stage, Broker.Take(stage, deliver.From, deliver.Count), deliver.Fault);
            case Step.Repeat repeat:
                Broker.Repeat(repeat.Stage, repeat.Which);
                break;
            case Step.Sweep sweep:
                return Sweep(sweep.Process, sweep.Fault);
        }
        return Task.CompletedTask;
    }

    private async Task Handle(int process, Stage stage, IReadOnlyList<Message> messages, Fault? fault)
    {
        if (Swap == Swap.WorkersClock && stage == Stage.Publisher)
            this.ForgetWhen();
        Story.Add($"{stage} in process {process} takes {string.Join(", ", messages.Select(message => message.Id))}{(fault is null ? "" : $"; {fault}")}");
        await _processes[process].Handle(stage, messages, fault);
        await Bury(process);
    }

    private async Task Sweep(int process, Fault? fault)
    {
        Story.Add($"process {process} sweeps{(fault is null ? "" : $"; {fault}")}");
        await _processes[process].Sweep(fault);
        await Bury(process);
    }

    private async Task Bury(int process)
    {
        if (!_processes[process].Effects.IsDead)
            return;
        await _processes[process].DisposeAsync();
        _processes[process] = new(this);
    }
}
