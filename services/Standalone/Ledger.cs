using System.Collections.Concurrent;
using IngestPipeline.Consoles;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Standalone;

/// <summary>
/// What went in, what came out, and what is still under way. Every message is counted before it is sent and again when
/// its consumer has finished, and a consumer sends before it finishes: so the count is zero only when nothing is left to
/// do, changes of clusters included (termination detection by counting, after Mattern 1987).
/// </summary>
internal sealed class Ledger(Stream? output) : IQuarantine, IReceiveObserver, IPublishObserver, ISendObserver
{
    private readonly ConcurrentDictionary<string, string> _awaited = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _articleOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Published> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Name, string Reason)> _quarantined = new();
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, string> _inputs = new(StringComparer.Ordinal);
    private int _came;
    private int _underWay = 1; // The sender itself, until AllSent.

    /// <summary>The last message of each article.</summary>
    public IReadOnlyCollection<Published> Articles => [.. _last.Values];

    /// <summary>What was refused, and why.</summary>
    public IReadOnlyCollection<(string Name, string Reason)> Quarantined => _quarantined;

    /// <summary>Inputs that were neither published nor quarantined, nor overtaken by a later version of their article.</summary>
    public IReadOnlyCollection<string> Missing =>
        [.. _awaited.Where(input => !_articleOf.TryGetValue(input.Key, out var article) || !_last.ContainsKey(article)).Select(input => input.Value)];

    /// <summary>Completes when no message is under way.</summary>
    public Task Quiet => _quiet.Task;

    /// <summary>Whether no message is under way, and the sender may still send.</summary>
    public bool IsOnlySender => Volatile.Read(ref _underWay) == 1;

    /// <summary>Called with how many inputs have come out.</summary>
    public Action<int> CameOut { get; set; } = _ => { };

    /// <summary>Article URI to the name of the input it came from.</summary>
    public IReadOnlyDictionary<string, string> Inputs => _inputs;

    public void Await(string messageId, string name) => _awaited[messageId] = name;

    public void AllSent() => Finish();

    public async Task Add(Published article)
    {
        if (output is not null)
        {
            await output.WriteAsync(article.Json);
            output.WriteByte((byte)'\n');
        }
        _last.AddOrUpdate(article.Uri, article, (_, before) => article.State.CompareTo(before.State) >= 0 ? article : before);
        if (article.IntakeMessageId is not { } id || !_awaited.TryRemove(id, out var name))
            return;
        _inputs[article.Uri] = name;
        CameOut(Interlocked.Increment(ref _came));
    }

    public void AddQuarantined(ReceiveContext message, string reason) => AddQuarantined(QuarantinedMessage.Of(message, reason).IntakeMessageId, reason);

    Task IQuarantine.Keep(HeldMessage message, string queue, Exception cause, CancellationToken cancellationToken)
    {
        AddQuarantined(message.MessageId, cause.Message);
        return Task.CompletedTask;
    }

    private void AddQuarantined(string? id, string reason)
    {
        _quarantined.Enqueue((id is not null && _awaited.TryRemove(id, out var name) ? name : "a message", reason));
        CameOut(Interlocked.Increment(ref _came));
    }

    Task IPublishObserver.PrePublish<T>(PublishContext<T> context)
    {
        if (context.Message is ArticleFetched { Intake.MessageId: { } id } article)
            _articleOf[id] = Ids.Uri(article.ArticleId);
        return Begin();
    }

    Task IPublishObserver.PostPublish<T>(PublishContext<T> context) => Task.CompletedTask;
    Task IPublishObserver.PublishFault<T>(PublishContext<T> context, Exception exception) => Finish();
    Task ISendObserver.PreSend<T>(SendContext<T> context) => Begin();
    Task ISendObserver.PostSend<T>(SendContext<T> context) => Task.CompletedTask;
    Task ISendObserver.SendFault<T>(SendContext<T> context, Exception exception) => Finish();
    Task IReceiveObserver.PreReceive(ReceiveContext context) => Task.CompletedTask;
    Task IReceiveObserver.PostReceive(ReceiveContext context) => Finish();
    Task IReceiveObserver.PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) => Task.CompletedTask;
    Task IReceiveObserver.ConsumeFault<T>(ConsumeContext<T> context, TimeSpan elapsed, string consumerType, Exception exception) => Task.CompletedTask;
    Task IReceiveObserver.ReceiveFault(ReceiveContext context, Exception exception) => Finish();

    private Task Begin()
    {
        Interlocked.Increment(ref _underWay);
        return Task.CompletedTask;
    }

    private Task Finish()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
            _quiet.TrySetResult();
        return Task.CompletedTask;
    }
}
