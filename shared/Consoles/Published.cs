using System.Text;
using System.Text.Json.Nodes;

namespace IngestPipeline.Consoles;

/// <summary>What a person wants to see of a published message.</summary>
public sealed record Published
{
    /// <summary>The message as received, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Message id of the submission; null when it had none.</summary>
    public string? IntakeMessageId { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>URI of the article.</summary>
    public required string Uri { get; init; }

    /// <summary>What a person calls the article: the submitter's id, else the canonical URL, else its URI.</summary>
    public required string Name { get; init; }

    /// <summary>Headline.</summary>
    public required string Headline { get; init; }

    /// <summary>Publisher; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Relation to the representative.</summary>
    public required string Relation { get; init; }

    /// <summary>Share of the text found in the strongest related text; null when there is none.</summary>
    public double? Containment { get; init; }

    /// <summary>URI of the strongest related text; null when there is none.</summary>
    public string? RelatedUri { get; init; }

    /// <summary>Every text this one relates to, strongest first, with what it is to that one; may be empty.</summary>
    public IReadOnlyList<(string Uri, string Relation)> Related { get; init; } = [];

    /// <summary>Copy cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Family.</summary>
    public required string Family { get; init; }

    /// <summary>Story.</summary>
    public required string Story { get; init; }

    /// <summary>Version and revision: of two messages about one article the higher holds.</summary>
    public required (int Version, int Revision) State { get; init; }

    /// <summary>Entities, most salient first.</summary>
    public required IReadOnlyList<string> Entities { get; init; }

    /// <summary>Reads a message.</summary>
    /// <param name="json">UTF-8 of one published message.</param>
    /// <exception cref="FormatException">It is no such message.</exception>
    public static Published Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            var message = JsonNode.Parse(json.Span)!;
            var (item, dedup) = (message["item"]!, message["dedup"]!);
            var ids = item["altIds"]?.AsArray().ToLookup(id => (string)id!["role"]!, id => (string)id!["value"]!);
            var uri = (string)item["uri"]!;
            return new()
            {
                Json = json,
                IntakeMessageId = (string?)message["pipeline"]!["intake"]!["messageId"],
                Event = (string)message["event"]!,
                Uri = uri,
                Name = ids?["submitterId"].FirstOrDefault() ?? ids?["canonicalUrl"].FirstOrDefault() ?? uri,
                Headline = (string)item["headlines"]![0]!["value"]!,
                Source = item["infoSources"]?.AsArray().FirstOrDefault(source => (string?)source!["role"] == "publisher")?["name"]?.GetValue<string>(),
                Relation = (string)dedup["relation"]!,
                Containment = (double?)dedup["containment"],
                RelatedUri = (string?)dedup["relatedTo"]?.AsArray().FirstOrDefault()?["articleUri"],
                Related = [.. (dedup["relatedTo"]?.AsArray() ?? []).Select(related => ((string)related!["articleUri"]!, (string)related["relation"]!))],
                Cluster = (string)dedup["copyClusterId"]!,
                Family = (string)dedup["familyId"]!,
                Story = (string)dedup["storyId"]!,
                State = (int.Parse((string)item["version"]!, System.Globalization.CultureInfo.InvariantCulture), (int)dedup["clusterRevision"]!),
                Entities = [.. message["entities"]!.AsArray().OrderByDescending(entity => (double)entity!["salience"]!).Select(entity => (string)entity!["name"]!)],
            };
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a published message: {Encoding.UTF8.GetString(json.Span[..Math.Min(json.Length, 80)])}", error);
        }
    }
}
