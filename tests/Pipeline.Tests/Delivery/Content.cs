using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>What a message is about and what it says, without what may differ between two of one id: how this one came here, the
/// Fetcher's clock, which the first to be stored decides, and how many copies there are by now, which alone is not announced.</summary>
/// <param name="Event">Article, version and revision.</param>
/// <param name="Text">The rest, as JSON.</param>
internal sealed record Content(string Event, string Text)
{
    private static readonly string[] Passing = ["stages", "pipeline", "intake", "traceParent", "representativeTraceParent", "clusterSize", "relatedTo", "matchedBy", "similarity", "containment"];

    public static Content Of(Sent sent)
    {
        var json = JsonNode.Parse(sent.Body)!.AsObject();
        var @event = sent.Kind switch
        {
            nameof(ArticleFetched) => $"{json["articleId"]} {json["headline"]} {json["text"]}",
            nameof(PublishedArticle) => $"{json["item"]!["uri"]} {json["item"]!["version"]} {json["dedup"]!["clusterRevision"]}",
            _ => $"{json["article"]!["articleId"]} {json["version"]} {json["verdict"]!["revision"]}",
        };
        if (sent.Kind == nameof(ArticleFetched))
            json.Remove("times");
        Strip(json);
        return new(@event, $"{sent.RoutingKey} {json.ToJsonString()}");
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Strip(item);
        }
        if (node is not JsonObject fields)
            return;
        foreach (var name in Passing)
            fields.Remove(name);
        foreach (var (_, value) in fields)
            Strip(value);
    }
}
