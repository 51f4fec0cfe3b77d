using System.Globalization;

namespace IngestPipeline.Support;

/// <summary>An installed <c>rabbitmq-server</c> that shares nothing with one that runs as a service: ports, node
/// name, port mapper, cookie, data, configuration and plugins are its own, and it listens on loopback only.</summary>
internal sealed class PrivateBroker : IBrokerServer
{
    // Debian's wrapper on the PATH insists on its own user and folders; the script behind it does not.
    private static readonly string[] Folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];
    private readonly PrivateServer _server;
    private readonly string _program;
    private readonly Dictionary<string, string> _environment;
    private Guarded _node;

    private PrivateBroker(PrivateServer server, string program, Dictionary<string, string> environment, string amqp, string api)
    {
        (_server, _program, _environment) = (server, program, environment);
        (AmqpUri, ApiUri, Origin) = (new Uri($"amqp://guest:guest@127.0.0.1:{amqp}/"), new Uri($"http://127.0.0.1:{api}/"), $"private {program}, port {amqp}");
        _node = Run();
    }

    public Uri AmqpUri { get; }

    public Uri ApiUri { get; }

    public string Origin { get; }

    public static async Task<PrivateBroker> Start(CancellationToken token)
    {
        var program = PrivateServer.Find("rabbitmq-server", Folders);
        var portMapper = PrivateServer.Find("epmd", ["/usr/bin", "/opt/homebrew/bin", "/usr/local/bin"]);
        if (program is null || portMapper is null)
            throw new InvalidOperationException("These tests need RabbitMQ. Install it (Debian: apt-get install rabbitmq-server), or set "
                + "INGEST_TEST_RABBITMQ to an AMQP address, or build with -p:PackageFeed=full where a container engine runs.");

        var server = new PrivateServer();
        var ports = Ports.Free(4);
        var (amqp, api, distribution, mapper) = (Text(ports[0]), Text(ports[1]), Text(ports[2]), Text(ports[3]));
        string In(string name) => Path.Combine(server.Folder, name);

        await File.WriteAllTextAsync(In("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{amqp}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {api}
            disk_free_limit.absolute = 50MB
            log.file.level = warning

            """, token);
        await File.WriteAllTextAsync(In("plugins"), "[rabbitmq_management].\n", token);

        server.Run("KILL", [portMapper, "-address", "127.0.0.1", "-port", mapper]);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = server.Folder,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = mapper,
            ["RABBITMQ_NODENAME"] = $"ingest-{amqp}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = amqp,
            ["RABBITMQ_DIST_PORT"] = distribution,
            ["RABBITMQ_MNESIA_BASE"] = In("data"),
            ["RABBITMQ_LOG_BASE"] = In("log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("plugins"),
            ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = In("rabbitmq-env.conf"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            // Makes the script become the Erlang VM instead of waiting beside it: one process id to end.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        };
        environment["PATH"] = $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}";
        return new PrivateBroker(server, program, environment, amqp, api);
    }

    public string Output() => _server.Output();

    public Task Kill() => _node.DisposeAsync().AsTask();

    public Task Restart(CancellationToken token)
    {
        _node = Run();
        return Task.CompletedTask;
    }

    public Task Run(IEnumerable<string> command, CancellationToken token) => PrivateServer.RunToEnd(["/usr/bin/env", .. command], token, _environment);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Guarded Run() => _server.Run("KILL", [_program], _environment);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
