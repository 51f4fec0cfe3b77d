namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>A message in a queue.</summary>
/// <param name="id">Message id.</param>
/// <param name="body">JSON.</param>
/// <param name="key">What may not be handled side by side: the article.</param>
internal sealed class Message(string id, string body, string key)
{
    public string Id => id;

    public string Body => body;

    public string Key => key;

    public int Deliveries { get; set; }

    /// <summary>Whether this delivery found the effect done.</summary>
    public bool WasDone { get; set; }
}

/// <summary>A message as a queue got it.</summary>
internal sealed record Sent(string Kind, string Id, string RoutingKey, string Body);

/// <summary>Queues whose messages are taken from any place, and all that was ever sent.</summary>
internal sealed class Broker
{
    private readonly Dictionary<Stage, List<Message>> _queues = Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => new List<Message>());
    private readonly Dictionary<Stage, List<Message>> _acknowledged = Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => new List<Message>());

    public List<Sent> Sent { get; } = [];

    public bool IsEmpty => Waiting(Stage.Fetcher) is null;

    public void Add(Stage stage, Message message) => _queues[stage].Add(message);

    /// <summary>A stage for which messages wait: this one, or else the next; null when there is none.</summary>
    public Stage? Waiting(Stage stage) => Enumerable.Range(0, _queues.Count).Select(more => (Stage)(((int)stage + more) % _queues.Count))
        .Where(next => _queues[next].Count > 0).Select(next => (Stage?)next).FirstOrDefault();

    /// <summary>Up to so many, no two about one article; they stay until they are acknowledged.</summary>
    public IReadOnlyList<Message> Take(Stage stage, int from, int count)
    {
        var queue = _queues[stage];
        var taken = Enumerable.Range(0, queue.Count).Select(at => queue[(from + at) % queue.Count]).DistinctBy(message => message.Key).Take(count).ToList();
        taken.ForEach(message => message.Deliveries++);
        return taken;
    }

    public bool Acknowledge(Stage stage, Message message)
    {
        if (_queues[stage].Remove(message))
            _acknowledged[stage].Add(message);
        return true;
    }

    public void Repeat(Stage stage, int which)
    {
        if (_acknowledged[stage] is { Count: > 0 } messages)
            Add(stage, messages[which % messages.Count]);
    }
}
