using System.Text.Json.Nodes;

namespace IngestPipeline.Integration.Tests;

/// <summary>What an outside consumer keeps: of each article the last message.</summary>
internal sealed class LastMessages
{
    private readonly Dictionary<string, JsonNode> _byUri = new(StringComparer.Ordinal);

    public IReadOnlyCollection<JsonNode> All => _byUri.Values;

    public static LastMessages Of(IEnumerable<Delivered> messages)
    {
        var last = new LastMessages();
        foreach (var message in messages)
            last.Add(message);
        return last;
    }

    public LastMessages Add(Delivered message)
    {
        _byUri[(string)message.Json["item"]!["uri"]!] = message.Json;
        return this;
    }

    /// <summary>The groups of a kind (<c>copyClusterId</c>, <c>familyId</c>, <c>storyId</c>), each as the sorted names of its articles.</summary>
    public IReadOnlyList<string> Groups(string kind) =>
        [.. All.GroupBy(message => (string)message["dedup"]![kind]!).Select(group => string.Join(' ', group.Select(Name).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];

    /// <summary>Name of the dropped file, which the dropper sends as correlation id; empty for what was not dropped from a file.</summary>
    public static string Name(JsonNode message) => (string?)message["pipeline"]!["intake"]!["correlationId"] ?? "";
}
