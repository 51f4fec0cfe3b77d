using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace IngestPipeline.Support;

/// <summary>The RabbitMQ that tests run against: the one in <c>INGEST_TEST_RABBITMQ</c>, else a container where the
/// build has them and an engine answers, else a private <c>rabbitmq-server</c>. Its management API is there too.</summary>
public sealed partial class Broker : IAsyncDisposable
{
    private const string Variable = "INGEST_TEST_RABBITMQ";
    private readonly HttpClient _api;
    private readonly List<string> _made = [];
    private readonly IAsyncDisposable? _owned;
    private readonly IBrokerServer? _server;

    internal Broker(IBrokerServer server) : this(server.AmqpUri, server.ApiUri, server.Origin, server) => _server = server;

    internal Broker(Uri amqp, Uri api, string origin, IAsyncDisposable? owned)
    {
        (AmqpUri, ApiUri, Origin, _owned) = (amqp, api, origin, owned);
        _api = new HttpClient { BaseAddress = api };
        var user = amqp.UserInfo.Length > 0 ? Uri.UnescapeDataString(amqp.UserInfo) : "guest:guest";
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
    }

    /// <summary>Address of the default virtual host, with user and password.</summary>
    public Uri AmqpUri { get; }

    /// <summary>Root of the management API, ends with a slash; same user and password.</summary>
    public Uri ApiUri { get; }

    /// <summary>Where this broker comes from, for people.</summary>
    public string Origin { get; }

    /// <summary>Whether this broker is the tests' own, so that <see cref="Control"/>, <see cref="Kill"/> and <see cref="Restart"/> can be called.</summary>
    public bool IsPrivate => _server is not null;

    private IBrokerServer Server => _server ?? throw new InvalidOperationException($"Nothing can be done to {Origin}: it is not private.");

    /// <summary>Starts a private broker and returns when it answers, at most 90 seconds later.</summary>
    /// <param name="image">Container image to run; null for the installed <c>rabbitmq-server</c>.</param>
    /// <param name="token">Ends the wait.</param>
    public static async Task<Broker> StartPrivate(string? image, CancellationToken token)
    {
        IBrokerServer server = image is null ? await PrivateBroker.Start(token) : await ImageBroker.Start(image, token);
        return await Ready(new Broker(server), token);
    }

    /// <summary>Runs <c>rabbitmqctl</c> against a private broker, to bring it into a state that no client can.</summary>
    /// <exception cref="InvalidOperationException">The broker is not private, or the command fails.</exception>
    public Task Control(IEnumerable<string> arguments, CancellationToken token) => Run(["rabbitmqctl", "--quiet", .. arguments], token);

    /// <summary>Runs a program to its end where <c>rabbitmqctl</c> is the one of a private broker.</summary>
    /// <exception cref="InvalidOperationException">The broker is not private, or the program ended with an error.</exception>
    public Task Run(IEnumerable<string> command, CancellationToken token) => Server.Run(command, token);

    /// <summary>Has a private broker run an Erlang expression.</summary>
    /// <exception cref="InvalidOperationException">The broker is not private, or refuses the expression.</exception>
    public Task Evaluate(string expression, CancellationToken token) => Control(["eval", expression], token);

    /// <summary>Ends a private broker as a power cut would.</summary>
    public Task Kill() => Server.Kill();

    /// <summary>Starts a private broker again on the same data and ports; returns when it answers.</summary>
    public async Task Restart(CancellationToken token)
    {
        await Server.Restart(token);
        await Ready(token);
    }

    /// <summary>Finds or starts a broker and returns when it answers, at most 90 seconds later.</summary>
    /// <exception cref="InvalidOperationException">None can be had, or it does not answer; says what to do.</exception>
    public static async Task<Broker> Start(CancellationToken token)
    {
        Task<Broker?>? inContainer = null;
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 })
            StartContainer(ref inContainer, token);
        return await Ready(Given() ?? (inContainer is null ? null : await inContainer) ?? new Broker(await PrivateBroker.Start(token)), token);
    }

    /// <summary>Starts a private broker that takes itself to be out of memory: in alarm, it lets everybody in and takes nothing.</summary>
    /// <exception cref="InvalidOperationException">None is installed, or it does not answer.</exception>
    public static async Task<Broker> StartInAlarm(CancellationToken token)
    {
        var broker = await StartPrivate(null, token);
        await broker.Control(["set_vm_memory_high_watermark", "absolute", "1MB"], token);
        await Readiness.Wait($"the alarm of {broker.Origin}", broker._owned, async asked =>
        {
            using var alarms = await broker._api.GetAsync(new Uri("api/health/checks/alarms", UriKind.Relative), asked);
            if (alarms.IsSuccessStatusCode)
                throw new HttpRequestException("No alarm yet.");
        }, token);
        return broker;
    }

    private static async Task<Broker> Ready(Broker broker, CancellationToken token)
    {
        await broker.Ready(token);
        await Console.Error.WriteLineAsync($"Tests use RabbitMQ: {broker.Origin}");
        return broker;
    }

    /// <summary>A virtual host of that name with nothing in it; one that is there already goes first.</summary>
    /// <param name="name">Letters, digits, <c>-</c>, <c>_</c>; prefixed by <c>test-</c> on the broker.</param>
    /// <returns>The address of the virtual host, with user and password.</returns>
    public async Task<Uri> VirtualHost(string name)
    {
        var host = $"test-{name}";
        using var gone = await _api.DeleteAsync(new Uri($"api/vhosts/{host}", UriKind.Relative));
        using var made = await _api.PutAsync(new Uri($"api/vhosts/{host}", UriKind.Relative), null);
        made.EnsureSuccessStatusCode();
        _made.Add(host);
        return new UriBuilder(AmqpUri) { Path = host }.Uri;
    }

    /// <summary>Removes a virtual host with all that is in it.</summary>
    public async Task Remove(Uri virtualHost) =>
        (await _api.DeleteAsync(new Uri($"api/vhosts/{virtualHost.AbsolutePath.Trim('/')}", UriKind.Relative))).Dispose();

    /// <summary>A user with rights on one virtual host, each a regular expression over names; the password is the name.</summary>
    /// <returns>The address of the virtual host for that user.</returns>
    public async Task<Uri> User(string name, Uri virtualHost, string configure = ".*", string write = ".*", string read = ".*")
    {
        await Put($"api/users/{name}", new JsonObject { ["password"] = name, ["tags"] = "" }.ToJsonString());
        await Put($"api/permissions/{virtualHost.AbsolutePath.Trim('/')}/{name}", new JsonObject { ["configure"] = configure, ["write"] = write, ["read"] = read }.ToJsonString());
        return new UriBuilder(virtualHost) { UserName = name, Password = name }.Uri;
    }

    /// <summary>Makes what a definitions file tells of, as the broker itself exports it.</summary>
    public async Task Define(string definitions)
    {
        using var body = new StringContent(definitions, Encoding.UTF8, "application/json");
        using var made = await _api.PostAsync(new Uri("api/definitions", UriKind.Relative), body);
        made.EnsureSuccessStatusCode();
    }

    /// <summary>Sets a policy on the queues of a virtual host.</summary>
    /// <param name="virtualHost">As <see cref="VirtualHost"/> gave it.</param>
    /// <param name="pattern">Regular expression that the queues' names match; also the policy's name.</param>
    /// <param name="definition">JSON object, for example <c>{"message-ttl": 1000}</c>.</param>
    public Task Policy(Uri virtualHost, string pattern, string definition) =>
        Put($"api/policies/{virtualHost.AbsolutePath.Trim('/')}/{Uri.EscapeDataString(pattern)}",
            $$"""{"pattern": "{{pattern}}", "apply-to": "queues", "definition": {{definition}}}""");

    /// <summary>All queues of a virtual host as the management API describes them.</summary>
    public async Task<IReadOnlyList<JsonObject>> Queues(Uri virtualHost)
    {
        var queues = await Get($"api/queues/{virtualHost.AbsolutePath.Trim('/')}");
        return [.. queues.AsArray().Select(queue => queue!.AsObject())];
    }

    /// <summary>What the management API answers.</summary>
    /// <param name="path">Below its root, without a leading slash.</param>
    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await _api.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Names of all that a virtual host has of a kind: <c>queues</c>, <c>exchanges</c>; in order.</summary>
    public async Task<IReadOnlyList<string>> Names(string kind, Uri virtualHost) =>
        [.. (await Get($"api/{kind}/{virtualHost.AbsolutePath.Trim('/')}")).AsArray().Select(one => (string)one!["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Stops the broker if this fixture started it; else removes the virtual hosts made on it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_owned is not null)
            await _owned.DisposeAsync();
        else
            foreach (var host in _made)
                (await _api.DeleteAsync(new Uri($"api/vhosts/{host}", UriKind.Relative))).Dispose();
        _api.Dispose();
    }

    static partial void StartContainer(ref Task<Broker?>? start, CancellationToken token);

    private static Broker? Given()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } address)
            return null;
        var amqp = new Uri(address);
        var api = Environment.GetEnvironmentVariable($"{Variable}_API") ?? $"http://{amqp.Host}:15672/";
        return new Broker(amqp, new Uri(api), $"{Variable}, {amqp.Host}:{amqp.Port}", owned: null);
    }

    private Task Ready(CancellationToken token) => Readiness.Wait($"RabbitMQ ({Origin})", _owned, Answer, token);

    private async Task Put(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var made = await _api.PutAsync(new Uri(path, UriKind.Relative), body);
        made.EnsureSuccessStatusCode();
    }

    private async Task Answer(CancellationToken token)
    {
        await using var connection = await new ConnectionFactory { Uri = AmqpUri }.CreateConnectionAsync(token);
        using var overview = await _api.GetAsync(new Uri("api/overview", UriKind.Relative), token);
        overview.EnsureSuccessStatusCode();
    }
}
