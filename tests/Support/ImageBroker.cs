using System.Globalization;

namespace IngestPipeline.Support;

/// <summary>A broker in a container of the tests' own, by the command line of Docker: for versions that are not installed.</summary>
internal sealed class ImageBroker : IBrokerServer
{
    private readonly string _container, _settings;

    private ImageBroker(string image, string container, string settings, int amqp, int api) => (_container, _settings, AmqpUri, ApiUri, Origin) =
        (container, settings, new Uri($"amqp://guest:guest@127.0.0.1:{amqp}/"), new Uri($"http://127.0.0.1:{api}/"), $"container {image}, port {amqp}");

    public Uri AmqpUri { get; }

    public Uri ApiUri { get; }

    public string Origin { get; }

    public static async Task<ImageBroker> Start(string image, CancellationToken token)
    {
        var ports = Ports.Free(2);
        var container = $"ingest-test-{ports[0].ToString(CultureInfo.InvariantCulture)}";
        // Through the published ports nobody comes from where the container takes loopback to be.
        var settings = Path.Combine(Directory.CreateTempSubdirectory("ingest-test-").FullName, "90-tests.conf");
        await File.WriteAllTextAsync(settings, "loopback_users = none\n", token);
        await PrivateServer.RunToEnd(["docker", "run", "--detach", "--name", container, "--hostname", container,
            "--publish", $"127.0.0.1:{ports[0]}:5672", "--publish", $"127.0.0.1:{ports[1]}:15672", "--volume", $"{settings}:/etc/rabbitmq/conf.d/90-tests.conf:ro", image], token);
        return new(image, container, settings, ports[0], ports[1]);
    }

    public string Output() => "";

    public Task Kill() => PrivateServer.RunToEnd(["docker", "kill", _container], CancellationToken.None);

    public Task Restart(CancellationToken token) => PrivateServer.RunToEnd(["docker", "start", _container], token);

    public Task Run(IEnumerable<string> command, CancellationToken token) => PrivateServer.RunToEnd(["docker", "exec", _container, .. command], token);

    public async ValueTask DisposeAsync()
    {
        await PrivateServer.RunToEnd(["docker", "rm", "--force", "--volumes", _container], CancellationToken.None);
        Directory.Delete(Path.GetDirectoryName(_settings)!, recursive: true);
    }
}
