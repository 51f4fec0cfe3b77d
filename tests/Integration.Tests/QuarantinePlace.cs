using System.Globalization;
using System.Text;
using IngestPipeline.Hosting;
using IngestPipeline.Support;
using RabbitMQ.Client;

namespace IngestPipeline.Integration.Tests;

/// <summary>A virtual host with a quarantine as the services declare it and nobody at work, so that nothing moves but what
/// <c>ingest</c> moves.</summary>
internal sealed class QuarantinePlace : IAsyncDisposable
{
    private readonly IConnection _connection;

    private QuarantinePlace(Uri address, IConnection connection, IChannel channel) => (Address, _connection, Channel) = (address, connection, channel);

    public Uri Address { get; }

    public IChannel Channel { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<QuarantinePlace> Make(Servers servers, string name)
    {
        var address = await servers.Broker.VirtualHost(name);
        var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(Token);
        var place = new QuarantinePlace(address, connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token));
        await place.Queue(Names.Quarantine, new() { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = int.MaxValue });
        return place;
    }

    /// <summary>A queue, and a fanout exchange of its name before it.</summary>
    public async Task Queue(string name, Dictionary<string, object?>? arguments = null)
    {
        await Channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, cancellationToken: Token);
        await Channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Token);
        await Channel.QueueBindAsync(name, name, "", cancellationToken: Token);
    }

    /// <summary>Puts a message into quarantine as a service does that could not work on it.</summary>
    public async Task Put(string id, string reason = "It is broken.", string queue = Names.Intake, TimeSpan age = default, string body = "{}", params (string Name, object? Value)[] headers)
    {
        var all = new Dictionary<string, object?>
        {
            [Names.ReasonHeader] = reason,
            ["MT-Fault-InputAddress"] = $"rabbitmq://localhost:5672/some-host/{queue}?durable=true",
            ["MT-Fault-ExceptionType"] = "Some.Exception",
            ["MT-Fault-Timestamp"] = (TimeProvider.System.GetUtcNow() - age).ToString("O", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in headers)
            all[name] = value;
        var properties = new BasicProperties { MessageId = id, CorrelationId = $"of {id}", ContentType = "application/json", Headers = all };
        await Channel.BasicPublishAsync(Names.Quarantine, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body), Token);
    }

    /// <summary>Has the broker itself give a message up: <c>intake</c> may deliver it once.</summary>
    /// <param name="id">Its message id.</param>
    /// <param name="parked">Whether it has failed before, and comes from where it was parked.</param>
    public async Task GiveUp(string id, bool parked = false)
    {
        await Queue(Names.Intake, new() { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 1, ["x-dead-letter-exchange"] = Names.Quarantine, ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish" });
        await Queue(Names.ParkShort, new() { ["x-queue-type"] = "quorum", ["x-message-ttl"] = 1, ["x-dead-letter-exchange"] = Names.Parked });
        await Channel.ExchangeDeclareAsync(Names.Parked, ExchangeType.Direct, durable: true, cancellationToken: Token);
        await Channel.QueueBindAsync(Names.Intake, Names.Parked, Names.Intake, cancellationToken: Token);
        var properties = new BasicProperties { MessageId = id };
        if (parked)
            properties.Headers = new Dictionary<string, object?> { [Names.AttemptsHeader] = 1, [Names.HistoryHeader] = "2026-03-03T12:00:00Z TimeoutException: Away." };
        await Channel.BasicPublishAsync(parked ? Names.ParkShort : Names.Intake, Names.Intake, mandatory: true, properties, "body"u8.ToArray(), Token);
        await Until(Names.Intake, 1);
        while (await Channel.BasicGetAsync(Names.Intake, autoAck: false, Token) is { } message)
            await Channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, Token);
        await Until(Names.Quarantine, 1);
    }

    /// <summary>Runs <c>ingest</c> on this virtual host.</summary>
    public Task<Run> Ingest(params string[] arguments) => Run.ToEnd(Program(arguments));

    public System.Diagnostics.ProcessStartInfo Program(params string[] arguments) =>
        Run.Start(Repository.Program("Cli", "ingest"), [.. arguments, "--rabbitmq", Address.ToString()]);

    /// <summary>Takes all that lies in a queue.</summary>
    public async Task<List<BasicGetResult>> Take(string queue)
    {
        var taken = new List<BasicGetResult>();
        while (await Channel.BasicGetAsync(queue, autoAck: true, Token) is { } message)
            taken.Add(message);
        return taken;
    }

    /// <summary>Gets so many messages of the quarantine and gives them back, as <c>ingest</c> does.</summary>
    public async Task Look(uint count)
    {
        await Until(Names.Quarantine, count);
        await using var looking = await _connection.CreateChannelAsync(cancellationToken: Token);
        for (var left = count; left > 0; left--)
            (await looking.BasicGetAsync(Names.Quarantine, autoAck: false, Token)).ShouldNotBeNull();
        await looking.CloseAsync(Token);
    }

    /// <summary>Waits until so many messages lie in a queue.</summary>
    public async Task Until(string queue, uint count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Inbox.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Channel.MessageCountAsync(queue, deadline.Token) < count)
            await pause.WaitForNextTickAsync(deadline.Token);
    }

    /// <summary>Message ids of all that lies in a queue, which it takes.</summary>
    public async Task<string> Ids(string queue) => string.Join(' ', (await Take(queue)).Select(message => message.BasicProperties.MessageId));

    /// <summary>Message ids of the so many that are left in quarantine, once what was looked at is back.</summary>
    public async Task<string> Left(uint count)
    {
        await Until(Names.Quarantine, count);
        return await Ids(Names.Quarantine);
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
