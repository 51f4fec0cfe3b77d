using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IngestPipeline.Integration.Tests;

/// <summary>A message as it came off the wire.</summary>
internal sealed class Delivered(BasicDeliverEventArgs delivery)
{
    public string RoutingKey { get; } = delivery.RoutingKey;

    public IReadOnlyBasicProperties Properties { get; } = delivery.BasicProperties;

    public byte[] Body { get; } = delivery.Body.ToArray();

    public string? MessageId => Properties.MessageId;

    /// <summary>The body as JSON: what is published stands in it as it is.</summary>
    public JsonNode Json => field ??= JsonNode.Parse(Body)!;

    /// <summary>The message in the envelope of a hand-over between stages.</summary>
    public JsonNode Message => Json["message"] ?? throw new InvalidOperationException($"Not an envelope: {this}");

    public IEnumerable<string> HeaderNames => Properties.Headers?.Keys ?? [];

    public string? Header(string name) => Properties.Headers?.TryGetValue(name, out var value) != true ? null
        : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();

    public override string ToString()
    {
        var headers = string.Join(", ", HeaderNames.Where(name => name.Length > 0 && !name.Contains("Stack", StringComparison.Ordinal)).Select(name => $"{name}={Header(name)}"));
        return $"{MessageId} [{RoutingKey}] {{{headers}}} {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300)))}";
    }
}
