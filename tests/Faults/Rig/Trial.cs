using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using IngestPipeline.Support;
using Npgsql;

namespace IngestPipeline.Faults;

/// <summary>One run of one row: the four services on a virtual host and a database of their own, a load with known ids, a fault, and
/// the oracle. What the broker confirmed is published or lies in quarantine with a reason, nothing is missing, no event has two
/// ids, the last message of each article has its last groups, the queues are empty and the services ready again.</summary>
internal sealed partial class Trial : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Names = ["Fetcher", "Deduplicator", "Tagger", "Publisher"];
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60), RestWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(90);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _notes = [], _problems = [];
    private readonly Rig _rig;
    private readonly NpgsqlDataSource _data;
    private int _faults;
    private double _stalled, _settled;
    private long _memory;

    private Trial(Rig rig, Row row, int seed, Uri virtualHost, string database)
    {
        (_rig, Row, Seed, VirtualHost, ConnectionString, Random) = (rig, row, seed, virtualHost, database, new Random(seed));
        _data = NpgsqlDataSource.Create(database);
        Corpus = new($"{row.Number}-{seed}", seed);
        Load = new(virtualHost);
        Network = new Relay(virtualHost.Port, seed: seed);
        Network.Open();
    }

    public Row Row { get; }

    public int Seed { get; }

    public Random Random { get; }

    public Uri VirtualHost { get; }

    public string ConnectionString { get; }

    public Broker Broker => _rig.Broker;

    public Database Database => _rig.Database;

    public Origin Origin => _rig.Origin;

    public Corpus Corpus { get; }

    public Load Load { get; }

    public Relay Network { get; }

    public IReadOnlyDictionary<string, Supervised> Services { get; private set; } = new Dictionary<string, Supervised>();

    public CancellationToken Token { get; private set; }

    /// <summary>Whether all of the row's articles are sent: speed is judged only then.</summary>
    public bool IsWhole { get; private set; }

    public IReadOnlyList<Published> Stream { get; private set; } = [];

    public IReadOnlyList<Quarantined> Quarantine { get; private set; } = [];

    public static async Task<Outcome> Run(Rig rig, Row row, int seed, double scale, CancellationToken token)
    {
        var name = $"row-{row.Number}-{seed}";
        var virtualHost = await rig.Broker.VirtualHost(name);
        await rig.Broker.Policy(virtualHost, "^park.30s$", """{"message-ttl": 5000}""");
        await rig.Broker.Policy(virtualHost, "^park.5min$", """{"message-ttl": 20000}""");
        await rig.Broker.Policy(virtualHost, "^park.1h$", """{"message-ttl": 60000}""");
        await using var trial = new Trial(rig, row with { Articles = (int)Math.Ceiling(row.Articles * scale), Rate = (int)Math.Ceiling(row.Rate * scale) }, seed, virtualHost, await rig.Database.Create(name.Replace('-', '_')));
        (trial.Token, trial.IsWhole) = (token, scale >= 1);
        await trial.Start(Path.Combine(rig.Logs, name));
        var outcome = await trial.Run();
        await rig.Broker.Remove(virtualHost);
        return outcome;
    }

    /// <summary>Writes a figure into the table.</summary>
    public void Note(string figure) => _notes.Add(figure);

    /// <summary>Says what does not hold.</summary>
    public void Problem(string sentence) => _problems.Add(sentence);

    /// <summary>A random moment of so many seconds.</summary>
    public Task Pause(double from, double to) => Task.Delay(TimeSpan.FromSeconds(from + (to - from) * Random.NextDouble()), Token);

    /// <summary>While it is not disposed, standing still is the fault's doing.</summary>
    public IDisposable Fault()
    {
        Interlocked.Increment(ref _faults);
        return new Lifted(this);
    }

    /// <summary>Publications noted in the database.</summary>
    public async Task<long> PublishedSoFar()
    {
        await using var connection = await _data.OpenConnectionAsync(Token);
        return await connection.ExecuteScalarAsync<long>("select count(*) from publications where handed_over_at is not null");
    }

    /// <summary>Runs SQL in the trial's database.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = await _data.OpenConnectionAsync(Token);
        await connection.ExecuteAsync(sql);
    }

    public Task<NpgsqlConnection> Connect() => _data.OpenConnectionAsync(Token).AsTask();

    public Task Ready() => Ready(Services.Values);

    public async Task Ready(IEnumerable<Supervised> services)
    {
        foreach (var service in services)
        {
            var began = Stopwatch.GetTimestamp();
            while (!await service.IsReady())
            {
                if (Stopwatch.GetElapsedTime(began) > ReadyWithin)
                {
                    Problem($"{service.Name} is not ready after {ReadyWithin.TotalSeconds:F0} s");
                    return;
                }
                await Task.Delay(100, Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Services.Values.Select(service => service.DisposeAsync().AsTask()));
        await Load.DisposeAsync();
        await Network.DisposeAsync();
        await _data.DisposeAsync();
    }

    private async Task Start(string logs)
    {
        Directory.CreateDirectory(logs);
        await Row.Prepare(this);
        var broker = Row.IsRelayed ? new UriBuilder(VirtualHost) { Port = Network.Port }.Uri : VirtualHost;
        var environment = Names.ToDictionary(name => name, name => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__rabbitmq"] = broker.ToString(),
            ["ConnectionStrings__postgres"] = ConnectionString,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ROOT"] = Repository.Runtime,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
        });
        foreach (var (service, variable, value) in Row.Environment(this))
            environment[service][variable] = value;
        Services = Names.ToDictionary(name => name, name => Supervised.Start(name, Repository.Program(name, $"IngestPipeline.{name}"), environment[name], Path.Combine(logs, $"{name}.log")));
        await Ready();
    }

    private async Task<Outcome> Run()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var watching = Watch(ended.Token);
        try
        {
            var load = Row.Articles == 0 ? Task.CompletedTask
                : Load.Send(Enumerable.Range(0, Row.Articles).Select(number => new Sending(Corpus.Id(number), Corpus.Article(number))), Row.Rate, Token);
            await Row.Act(this);
            await load;
            var began = Stopwatch.GetTimestamp();
            await Rest();
            _settled = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Ready();
        }
        catch (Exception error) when (!Token.IsCancellationRequested)
        {
            Problem($"{error.GetType().Name}: {error.Message}");
        }
        await ended.CancelAsync();
        await watching;
        return await Judge();
    }

    private sealed class Lifted(Trial trial) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref trial._faults);
    }
}
