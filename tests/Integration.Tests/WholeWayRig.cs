using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>The four services as processes, each with its own rights and no more, and the sample articles dropped once.</summary>
public sealed class WholeWayRig(Servers servers) : IAsyncLifetime
{
    internal const string Marker = "test.marker";
    private static readonly string[] Services = ["Fetcher", "Deduplicator", "Tagger", "Publisher"];
    private Rights _rights = null!;
    private ServiceProcess[] _services = [];

    internal static string Samples { get; } = Path.Combine(Repository.Root, "deploy", "samples");

    /// <summary>For the marks of the test.</summary>
    internal Wire Wire { get; private set; } = null!;

    internal Wire Producer { get; private set; } = null!;

    internal Wire Reader { get; private set; } = null!;

    /// <summary>The run of <c>ingest drop</c> on the samples.</summary>
    internal Run Dropped { get; private set; } = null!;

    /// <summary>What the dropper sent.</summary>
    internal IReadOnlyList<Delivered> Sent { get; private set; } = [];

    /// <summary>What was published until the dropper ended.</summary>
    internal IReadOnlyList<Delivered> Published { get; private set; } = [];

    /// <summary>The services' logs, for a test that failed.</summary>
    internal string Logs => string.Join("\n", _services.Select(service => $"== {service.Name}\n{service.Log}"));

    public async ValueTask InitializeAsync()
    {
        _rights = await Rights.Grant(servers.Broker, "whole-way");
        var postgres = await servers.Database.Create("whole_way");
        _services = await Task.WhenAll(Services.Select(name => ServiceProcess.Start(name, _rights.As(name.ToLowerInvariant()), postgres)));
        Wire = await Wire.Open(_rights.VirtualHost);
        Producer = await Wire.Open(_rights.As("producer"));
        Reader = await Wire.Open(_rights.As("reader"));
        var intake = await Wire.Listen(Names.Intake);
        var articles = await Listen();

        Dropped = await Drop(Samples);
        Published = await UntilNow(articles);
        Sent = intake.Rest();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var wire in new[] { Wire, Producer, Reader })
            await wire.DisposeAsync();
        await Task.WhenAll(_services.Select(service => service.DisposeAsync().AsTask()));
    }

    /// <summary>Runs <c>ingest drop</c> and waits for what becomes of it.</summary>
    internal Task<Run> Drop(string path) =>
        Run.ToEnd(Run.Start(Repository.Program("Cli", "ingest"), "drop", path, "--wait", "--rabbitmq", _rights.As("operator").ToString()));

    /// <summary>A queue of our own on the published messages.</summary>
    internal Task<Inbox> Listen() => Wire.Listen(Names.Articles, ExchangeType.Topic);

    /// <summary>All that an inbox of published messages has got, up to a marker that is sent now.</summary>
    internal async Task<List<Delivered>> UntilNow(Inbox articles)
    {
        var marker = Guid.CreateVersion7().ToString();
        await Wire.Send(Names.Articles, "{}"u8.ToArray(), new BasicProperties { MessageId = marker }, Marker);
        return WithoutMarkers(await articles.Until(message => message.MessageId == marker));
    }

    internal static List<Delivered> WithoutMarkers(IEnumerable<Delivered> messages) => [.. messages.Where(message => message.RoutingKey != Marker)];
}
