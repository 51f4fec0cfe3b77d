using System.Text;
using System.Text.Json;
using IngestPipeline.Contracts;
using IngestPipeline.Deduplicator;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using IngestPipeline.Publisher;
using IngestPipeline.Tagger;
using MassTransit;
using MassTransit.InMemoryTransport;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>A process with the consumers of all four stages and what the Deduplicator has in memory. When it dies another takes its place.</summary>
internal sealed class Process : Wire.IPublisher, IAsyncDisposable
{
    /// <summary>Never changed by English.</summary>
    public static readonly DocumentFrequencies Frequencies = new();

    private static readonly IOptions<FetcherOptions> FetcherOptions = Options.Create(new FetcherOptions());

    private readonly World _world;
    private readonly FaultyDatabase _connections;
    private readonly Texts _texts;
    private readonly Schedule _schedule;
    private readonly ArticleHandOver _articles;
    private readonly Batches _batches;
    private readonly Sweeping _sweeping;
    private readonly Dictionary<Stage, Func<Message, Task>> _consumers;
    private IReadOnlySet<(long, int)> _seen = new HashSet<(long, int)>();

    public Process(World world)
    {
        (_world, _connections) = (world, new(world.ConnectionString, Effects, world.Swap));
        var database = new Storage.Database(_connections, isPostgres: false);
        var handOver = new HandOver(world.Clock, new FaultPoint(Options.Create(new FaultOptions())), NullLogger<HandOver>.Instance);
        var (store, book, claims) = (new SqlStore(database, world.Clock), new FurnitureBook(), new ClaimCheck(database));
        _texts = new(Frequencies, book);
        _batches = new(new Deduplication(store, _texts, book, new Search(_texts), new TermCounter(Frequencies, null)), store);
        _sweeping = new(store, _texts, _batches, claims, handOver, Wire.Bus(this), world.Clock, NullLogger<Sweeping>.Instance);
        (_schedule, _articles) = (new(database), new(claims, handOver, world.Clock));
        var pages = new PageStore(database, FetcherOptions);
        _consumers = new()
        {
            [Stage.Fetcher] = message => Consume(new IntakeConsumer(_schedule, pages, _articles, FetcherOptions, world.Clock), message, new RawSubmission()),
            [Stage.Deduplicator] = message => Consume(new DeduplicateArticleConsumer(_batches, claims, handOver, world.Clock), message),
            [Stage.Tagger] = message => Consume(new TagArticleConsumer(claims, handOver, world.Clock), message),
            [Stage.Publisher] = message => Consume(new PublishArticleConsumer(new(database), claims, handOver, world.Clock), message),
        };
    }

    public Effects Effects { get; } = new();

    /// <summary>Handles messages side by side; what is not acknowledged stays in the queue.</summary>
    public async Task Handle(Stage stage, IReadOnlyList<Message> messages, Fault? fault)
    {
        Effects.Begin(fault);
        var handlers = messages.Select(message => Handle(stage, message, fault)).ToList();
        // Those who wait for the dead wait for ever.
        if (stage != Stage.Deduplicator || await Passes(() => _batches.Turn(CancellationToken.None), fault))
            await Task.WhenAll(handlers);
        End();
    }

    /// <summary>One look for what was left behind.</summary>
    public async Task Sweep(Fault? fault)
    {
        Effects.Begin(fault);
        await Passes(async () => _seen = await _sweeping.Sweep(_seen, CancellationToken.None), fault);
        End();
    }

    /// <inheritdoc />
    public async Task Publish<T>(T message, IPipe<PublishContext<T>> pipe, Message? cause, CancellationToken cancellationToken) where T : class
    {
        if (_world.Swap == Swap.SweepWithoutPublish && cause is null)
            return;
        if (_world.Swap == Swap.SkipWhatIsDone && cause is { WasDone: true })
            return;
        var context = new InMemorySendContext<T>(message, cancellationToken);
        await pipe.Send(context);
        var body = message is PublishedArticle ? context.Serializer.GetMessageBody(context).GetString() : JsonSerializer.Serialize(message, SystemTextJsonMessageSerializer.Options);
        var id = _world.Swap == Swap.RandomIds ? _world.RandomId() : context.MessageId!.Value;
        Effects.Do(() => _world.Take(message, new(typeof(T).Name, id.ToString("D"), context.RoutingKey ?? "", body)), () =>
        {
            // A broker in alarm: whether it has the message or not, it says nothing.
            _world.Clock.Advance(TimeSpan.FromSeconds(20));
            return new OperationCanceledException(cancellationToken);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _sweeping.Dispose();
        _batches.Dispose();
        _schedule.Dispose();
        _articles.Dispose();
        _texts.Dispose();
        _connections.Drop();
        await _connections.DisposeAsync();
    }

    private async Task Handle(Stage stage, Message message, Fault? fault)
    {
        message.WasDone = message.Deliveries > 1 && _world.IsDone(stage, message);
        if (_world.Swap == Swap.AcknowledgeBeforePublish)
            _world.Broker.Acknowledge(stage, message);
        await Passes(async () =>
        {
            await _consumers[stage](message);
            _connections.CommitLate();
            Effects.Do(() => _world.Broker.Acknowledge(stage, message), () => new OperationCanceledException());
        }, fault);
    }

    private Task Consume<T>(IConsumer<T> consumer, Message message, T? read = null) where T : class
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        return consumer.Consume(Wire.Context(read ?? JsonSerializer.Deserialize<T>(body, SystemTextJsonMessageSerializer.Options)!, message, body, this));
    }

    private void End()
    {
        Effects.Begin(null);
        if (!Effects.IsDead)
            _connections.CommitLate();
    }

    // Without a fault nothing may go wrong.
    private static async Task<bool> Passes(Func<Task> work, Fault? fault)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception) when (fault is not null)
        {
            return false;
        }
    }
}
