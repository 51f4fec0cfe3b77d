using System.Text;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>A Fetcher on a virtual host of its own, and what comes out of it on both sides.</summary>
public sealed class IntakeRig(Servers servers) : IAsyncLifetime
{
    private Uri _virtualHost = null!;

    internal Wire Wire { get; private set; } = null!;

    internal HostedStage Fetcher { get; private set; } = null!;

    internal Inbox Fetched { get; private set; } = null!;

    internal Inbox Quarantined { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _virtualHost = await servers.Broker.VirtualHost("intake");
        Wire = await Wire.Open(_virtualHost);
        Fetcher = await HostedStage.Start(bus => bus.AddFetcher(), _virtualHost, await servers.Database.Create("intake"));
        Fetched = await Wire.Listen("IngestPipeline.Contracts:ArticleFetched");
        Quarantined = await Wire.Listen(Names.Quarantine);
    }

    public async ValueTask DisposeAsync()
    {
        await Fetcher.DisposeAsync();
        await Wire.DisposeAsync();
    }

    /// <summary>Drops a body and gives the id it was dropped under.</summary>
    internal async Task<string> Drop(ReadOnlyMemory<byte> body, string? contentType, string? messageId = null, IDictionary<string, object?>? headers = null)
    {
        var properties = new BasicProperties { MessageId = messageId ?? Guid.CreateVersion7().ToString(), Persistent = true };
        if (contentType is not null)
            properties.ContentType = contentType;
        if (headers is not null)
            properties.Headers = headers;
        await Wire.Send(Names.Intake, body, properties);
        return properties.MessageId;
    }

    /// <summary>The article that came of a drop.</summary>
    internal Task<Delivered> ArticleOf(string id) => Fetched.Next(message => (string?)message.Message["intake"]!["messageId"] == id);

    /// <summary>What lies in quarantine of a drop.</summary>
    internal Task<Delivered> RefusalOf(string id) => Quarantined.Next(message => message.MessageId == id);

    /// <summary>Waits until a good article went all the way after whatever was dropped before it.</summary>
    /// <returns>What else came into quarantine meanwhile.</returns>
    internal async Task<List<Delivered>> Settle()
    {
        await ArticleOf(await Drop(Encoding.UTF8.GetBytes("The last one.\n\nIt only says that all before it went through."), null));
        // The quarantine's own marker: its queue keeps order.
        var marker = new BasicProperties { MessageId = Guid.CreateVersion7().ToString() };
        await Wire.Send(Names.Quarantine, "marker"u8.ToArray(), marker);
        return [.. (await Quarantined.Until(message => message.MessageId == marker.MessageId)).SkipLast(1)];
    }

    /// <summary>Names of all queues or exchanges.</summary>
    internal Task<IReadOnlyList<string>> NamesOf(string kind) => servers.Broker.Names(kind, _virtualHost);

    /// <summary>Addresses of a queue that nobody has, where a hostile sender wants the Fetcher to write.</summary>
    internal Dictionary<string, object?> HostileHeaders()
    {
        var evil = $"rabbitmq://{_virtualHost.Host}:{_virtualHost.Port}{_virtualHost.AbsolutePath}/evil-q";
        return new()
        {
            ["MT-Fault-Address"] = evil,
            ["MT-Response-Address"] = evil,
            ["MT-Source-Address"] = evil,
            ["MT-Request-Id"] = Guid.CreateVersion7().ToString(),
            ["MT-MessageType"] = "urn:message:Evil:Thing",
        };
    }
}
