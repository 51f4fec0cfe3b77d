using System.Diagnostics;
using System.Globalization;
using IngestPipeline.Support;

namespace IngestPipeline.Compose;

/// <summary>What a deployment by compose has to do, in the order of a day with it. Each gives its figure or throws what is wrong.</summary>
internal sealed partial class Checks(Project project, OtlpReceiver receiver, int articles)
{
    /// <summary>The check that brings the deployment up.</summary>
    public const string First = "from nothing to healthy, images built";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromSeconds(2);
    private readonly Newsroom _newsroom = new(project);

    /// <summary>What is checked, what it has to reach, and how.</summary>
    public IReadOnlyList<(string Check, string Reach, Func<Task<string>> Run)> All =>
    [
        ("every layer is a valid compose file", "all", Layers),
        (First, "5 min", Up),
        ("image of a service over the runtime's", "130 MB", Images),
        ("memory of an idle service", "120 MB", Memory),
        ("without root, read-only, without capabilities", "all four", Confined),
        ("who reaches outside", "the Fetcher", Networks),
        ("sample articles dropped from a container are published as Standalone publishes them", "15 of 15", Samples),
        ("dropped from the host", "1 article", FromHost),
        ($"{articles} articles: traces whole, parents and links right", "all", Traces),
        ("throughput with tracing against without", "0.9", Cost),
        ("three Taggers on one queue", "3 times the consumers", Scale),
        ("each service replaced under load", "0 lost", Rolling),
        ("broker, database and collector restarted under load", "0 lost", Restarts),
        ("down with articles waiting, and up again", "0 lost", DownAndUp),
        ("memory limits kept", "none ended over them", Limits),
    ];

    private async Task<string> Layers()
    {
        string[][] layers = [[], ["compose.dev.yaml"], ["compose.observe.yaml"], ["compose.sampling.yaml"], ["compose.test.yaml"]];
        foreach (var layer in layers)
            await project.On(layer, "config", "--quiet");
        return $"{layers.Length}";
    }

    private async Task<string> Up()
    {
        var began = Stopwatch.GetTimestamp();
        await project.Compose("build");
        var built = Stopwatch.GetElapsedTime(began);
        await project.Compose("up", "--detach", "--wait");
        var took = Stopwatch.GetElapsedTime(began);
        Require(took < TimeSpan.FromMinutes(5), Invariant($"{took.TotalSeconds:F0} s"));
        return Invariant($"{took.TotalSeconds:F0} s, {built.TotalSeconds:F0} of them the images");
    }

    private async Task<string> Images()
    {
        var runtime = await Size("mcr.microsoft.com/dotnet/aspnet:10.0");
        var over = new List<double>();
        foreach (var service in Project.Services)
            over.Add((await Size($"ingestpipeline/{service}:test") - runtime) / 1e6);
        Require(over.Max() <= 130, Invariant($"{over.Max():F0} MB"));
        return Invariant($"{over.Min():F0} to {over.Max():F0} MB");

        async Task<double> Size(string image) => double.Parse(await project.Docker("image", "inspect", "--format", "{{.Size}}", image), CultureInfo.InvariantCulture);
    }

    private async Task<string> Memory()
    {
        var sizes = new List<double>();
        foreach (var service in Project.Services)
            sizes.Add(await Used(service));
        Require(sizes.Max() <= 120, Invariant($"{sizes.Max():F0} MB"));
        return string.Join(", ", Project.Services.Zip(sizes, (service, size) => Invariant($"{service} {size:F0} MB")));
    }

    private async Task<string> Confined()
    {
        foreach (var service in Project.Services)
        {
            var found = (await project.Inspect(service, "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}}"))[0].Split(' ');
            Require(found[0] is not ("" or "0" or "root") && found[1] == "true" && found[2] == "[ALL]" && found[3] != "0", $"{service}: {string.Join(' ', found)}");
            var container = (await project.Containers(service))[0];
            Require(await Fails("exec", container, "bash", "-c", "echo x > /app/x"), $"{service} writes to its own program");
            Require(await Fails("exec", container, "bash", "-c", "ls /usr/share/dotnet/sdk"), $"{service} carries an SDK");
        }
        return "all four";
    }

    private async Task<string> Networks()
    {
        var outward = new List<string>();
        foreach (var service in (await project.Compose("ps", "--services")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var networks = (await project.Inspect(service, "{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{end}}"))[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // The engine forwards nothing from an internal network, and without masquerading no answer finds its way back.
            var open = await project.Docker(["network", "inspect", "--format", "{{.Internal}} {{index .Options \"com.docker.network.bridge.enable_ip_masquerade\"}}", .. networks]);
            if (open.Split('\n', StringSplitOptions.RemoveEmptyEntries).Any(network => !network.StartsWith("true", StringComparison.Ordinal) && !network.EndsWith("false", StringComparison.Ordinal)))
                outward.Add(service);
        }
        Require(outward.SequenceEqual(["fetcher"]), string.Join(' ', outward));
        var ports = new List<string>();
        foreach (var service in (await project.Compose("ps", "--services")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var published = await project.Inspect(service, "{{range $port, $hosts := .NetworkSettings.Ports}}{{range $hosts}}{{.HostIp}} {{end}}{{end}}");
            Require(published.All(hosts => hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(host => host == "127.0.0.1")), $"{service} is published beyond this machine");
            if (published.Any(hosts => hosts.Trim().Length > 0))
                ports.Add(service);
        }
        Require(ports.SequenceEqual(["rabbitmq"]), $"published: {string.Join(' ', ports)}");
        Require(!await Newsroom.IsLetIn(new Uri($"amqp://guest:guest@127.0.0.1:{project.RabbitMqPort}/")), "the broker lets guest in");
        return "the Fetcher; published, on loopback: rabbitmq";
    }

    private async Task<string> Scale()
    {
        var one = (await _newsroom.Queue("tag-article")).Consumers;
        await project.Compose("up", "--detach", "--wait", "--no-recreate", "--scale", "tagger=3");
        var three = (await _newsroom.Queue("tag-article")).Consumers;
        var (corpus, began) = (new Corpus("scale", 2), Now);
        await _newsroom.Send(corpus, Enumerable.Range(0, 300), 100);
        await _newsroom.Published(Ids(corpus, 300), began);
        await project.Compose("up", "--detach", "--wait", "--no-recreate", "--scale", "tagger=1");
        Require(three == 3 * one, $"{one} → {three} consumers");
        return $"{one} → {three} consumers, 300 articles published";
    }

    private Task<string> Rolling() => UnderLoad("rolling", 3, Project.Services, service => project.Compose("up", "--detach", "--wait", "--no-deps", "--force-recreate", service));

    private Task<string> Restarts() => UnderLoad("restart", 4, ["rabbitmq", "postgres", "jaeger"], async service =>
    {
        await project.Compose("restart", service);
        await project.Compose("up", "--detach", "--wait", "--no-recreate");
    });

    private async Task<string> UnderLoad(string name, int seed, string[] services, Func<string, Task> disturb)
    {
        var (corpus, sent, stop, began) = (new Corpus(name, seed), 0, false, Now);
        var load = _newsroom.Send(corpus, Numbers(), 40);
        foreach (var service in services)
            await disturb(service);
        stop = true;
        await load;
        await _newsroom.Published(Ids(corpus, sent), began);
        var quarantined = (await _newsroom.Queue("quarantine")).Messages;
        Require(quarantined == 0, $"{quarantined} in quarantine");
        return $"0 of {sent} lost";

        IEnumerable<int> Numbers()
        {
            while (!stop && sent < 20_000)
                yield return sent++;
        }
    }

    private async Task<string> DownAndUp()
    {
        await project.Compose("stop", "publisher");
        var (corpus, began) = (new Corpus("waiting", 5), Now);
        await _newsroom.Send(corpus, Enumerable.Range(0, 200), 100);
        await project.Compose("down", "--timeout", "60");
        await project.Compose("up", "--detach", "--wait");
        await _newsroom.Published(Ids(corpus, 200), began);
        return "0 of 200 lost";
    }

    private async Task<string> Limits()
    {
        foreach (var service in Project.Services.Concat(["rabbitmq", "postgres"]))
            Require((await project.Inspect(service, "{{.State.OOMKilled}}")).All(killed => killed == "false"), $"{service} went over its limit");
        var sizes = new List<string>();
        foreach (var service in Project.Services)
            sizes.Add(Invariant($"{service} {await Used(service):F0} MB"));
        return string.Join(", ", sizes);
    }

    // "62.2MiB / 512MiB"
    private async Task<double> Used(string service)
    {
        var stats = await project.Docker("stats", "--no-stream", "--format", "{{.MemUsage}}", (await project.Containers(service))[0]);
        var used = stats.Split('/')[0].Trim();
        var number = double.Parse(used.TrimEnd('B', 'i', 'K', 'M', 'G'), CultureInfo.InvariantCulture);
        return number * (used.EndsWith("GiB", StringComparison.Ordinal) ? 1073.741824 : used.EndsWith("MiB", StringComparison.Ordinal) ? 1.048576 : 0.001024);
    }

    private async Task<bool> Fails(params string[] command)
    {
        try
        {
            await project.Docker(command);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static HashSet<string> Ids(Corpus corpus, int count) => [.. Enumerable.Range(0, count).Select(corpus.Id)];

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static void Require(bool holds, string figure)
    {
        if (!holds)
            throw new InvalidOperationException(figure);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
