using System.Diagnostics;
using IngestPipeline.Support;

namespace IngestPipeline.Compose;

/// <summary>The compose project under test, by <c>docker compose</c>, under a name, ports and volumes of its own.</summary>
internal sealed class Project : IAsyncDisposable
{
    public static readonly string[] Services = ["fetcher", "deduplicator", "tagger", "publisher"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, string> _environment;

    public Project(int receiver, string packageFeed)
    {
        RabbitMqPort = Ports.Free();
        _environment = new(StringComparer.Ordinal)
        {
            ["PROJECT"] = "ingestpipeline-test",
            ["COMPOSE_PROFILES"] = "tracing",
            ["INGEST_TAG"] = "test",
            ["PACKAGE_FEED"] = packageFeed,
            ["RABBITMQ_PORT"] = $"{RabbitMqPort}",
            ["RABBITMQ_UI_PORT"] = $"{Ports.Free()}",
            ["RECEIVER"] = $"host.docker.internal:{receiver}",
        };
    }

    public static string Deploy { get; } = Path.Combine(Repository.Root, "deploy");

    public int RabbitMqPort { get; }

    /// <summary>The broker's address for a user of <c>deploy/secrets/development</c>.</summary>
    public Uri As(string user) => new($"amqp://{user}:{File.ReadAllText(PasswordOf(user)).Trim()}@127.0.0.1:{RabbitMqPort}/news");

    public static string PasswordOf(string user) => Path.Combine(Deploy, "secrets", "development", "rabbitmq", user);

    /// <summary>Runs <c>docker compose</c> on the base and the test's layer.</summary>
    /// <returns>What it wrote on standard output.</returns>
    /// <exception cref="InvalidOperationException">It did not exit with 0; says what it wrote.</exception>
    public Task<string> Compose(params string[] arguments) => On(["compose.test.yaml"], arguments);

    /// <summary>The same with the services' tracing on or off.</summary>
    public async Task Compose(bool traced, string[] arguments)
    {
        _environment["TRACES_EXPORTER"] = traced ? "otlp" : "none";
        await Compose(arguments);
        _environment.Remove("TRACES_EXPORTER");
    }

    /// <summary>Runs <c>docker compose</c> on the base and other layers.</summary>
    public Task<string> On(string[] layers, params string[] arguments) =>
        Docker(["compose", "-f", Path.Combine(Deploy, "compose.yaml"), .. layers.SelectMany(layer => new[] { "-f", Path.Combine(Deploy, layer) }), .. arguments]);

    /// <summary>Runs <c>docker</c>.</summary>
    public Task<string> Docker(params string[] arguments) => Execute("docker", arguments, _environment);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<string> Execute(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.Environment["DOTNET_ROOT"] = Repository.Runtime;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return process.ExitCode == 0 ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}:\n{await output}\n{await error}");
    }

    /// <summary>Ids of the containers of a service.</summary>
    public async Task<string[]> Containers(string service) => (await Compose("ps", "--all", "--quiet", service)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One field of each container of a service, by a template of <c>docker inspect</c>.</summary>
    public async Task<string[]> Inspect(string service, string template) =>
        (await Docker(["inspect", "--format", template, .. await Containers(service)])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Removes containers, networks and volumes.</summary>
    public async ValueTask DisposeAsync() => await Compose("down", "--volumes", "--timeout", "60");
}
