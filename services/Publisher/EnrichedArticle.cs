using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Publisher;

/// <summary>The published message: an envelope around one ninjs object, valid against
/// <c>shared/Contracts/enriched-article.schema.json</c>.</summary>
internal static class EnrichedArticle
{
    private const string Schema = "urn:ingestpipeline:schema:enriched-article:1";

    /// <param name="tagged">The article, with all that the stages added.</param>
    /// <param name="announcement">Which event this is.</param>
    /// <param name="traceId">W3C trace id, 32 hexadecimal digits.</param>
    public static JsonObject Of(ArticleTagged tagged, Announcement announcement, string traceId)
    {
        var message = new JsonObject
        {
            ["schema"] = Schema,
            ["event"] = announcement.Event,
            ["eventId"] = EventId(tagged, announcement).ToString("D"),
            ["occurredAt"] = Json.Instant(announcement.OccurredAt),
            ["item"] = NewsItem.Of(tagged),
            ["times"] = Times(tagged.Article.Times),
            ["dedup"] = Deduplication(tagged),
            ["entities"] = JsonSerializer.SerializeToNode(tagged.Entities, Json.Options),
            ["authors"] = JsonSerializer.SerializeToNode(tagged.Article.Authors, Json.Options),
            ["extraction"] = JsonSerializer.SerializeToNode(tagged.Article.Extraction, Json.Options),
            ["pipeline"] = new JsonObject
            {
                ["traceId"] = traceId,
                ["intake"] = Intake(tagged.Article.Intake),
                ["stages"] = JsonSerializer.SerializeToNode(tagged.Stages, Json.Options),
            },
        };
        if (tagged.Article.Fetch is { } fetch)
            message["fetch"] = JsonSerializer.SerializeToNode(fetch, Json.Options);
        if (tagged.Article.Page is { } page)
            message["page"] = JsonSerializer.SerializeToNode(page, Json.Options);
        if (tagged.Article.Feed is { } feed)
            message["feed"] = JsonSerializer.SerializeToNode(feed, Json.Options);
        if (tagged.Article.IsAccessibleForFree is { } free)
            message["rights"] = new JsonObject { ["isAccessibleForFree"] = free };
        return message;
    }

    /// <summary>The same for every redelivery; equals the AMQP message-id.</summary>
    public static Guid EventId(ArticleTagged tagged, Announcement announcement) => Ids.Event(announcement.Event, tagged.Article.ArticleId, tagged.Version,
        announcement.Event == Announcement.ClusterChanged ? tagged.Verdict.Revision : 0);

    /// <summary><c>&lt;event&gt;.&lt;role&gt;.&lt;language&gt;</c>, for example <c>article.enriched.copy.en</c>.</summary>
    public static string RoutingKey(ArticleTagged tagged, Announcement announcement)
    {
        var role = tagged.Verdict.RepresentativeId != tagged.Article.ArticleId ? "copy" : tagged.Verdict.ClusterSize > 1 ? "representative" : "unique";
        return $"{announcement.Event}.{role}.{tagged.Article.Language.Split('-')[0].ToLowerInvariant()}";
    }

    private static JsonObject Times(ArticleTimes times)
    {
        var json = new JsonObject
        {
            ["publishedAt"] = Json.Instant(times.PublishedAt),
            ["publishedPrecision"] = times.PublishedPrecision,
            ["publishedSource"] = times.PublishedSource,
        };
        json.AddUnlessNull("publishedRaw", times.PublishedRaw);
        json.AddUnlessNull("modifiedAt", Json.Instant(times.ModifiedAt));
        json["firstSeenAt"] = Json.Instant(times.FirstSeenAt);
        json.AddUnlessNull("fetchedAt", Json.Instant(times.FetchedAt));
        return json;
    }

    private static JsonObject Deduplication(ArticleTagged tagged)
    {
        var (article, verdict) = (tagged.Article, tagged.Verdict);
        var isRepresentative = verdict.RepresentativeId == article.ArticleId;
        var json = new JsonObject
        {
            ["relation"] = verdict.Relation,
            ["isRepresentative"] = isRepresentative,
            ["representativeUri"] = isRepresentative ? null : Ids.Uri(verdict.RepresentativeId),
            ["copyClusterId"] = verdict.CopyClusterId,
            ["familyId"] = verdict.FamilyId,
            ["storyId"] = verdict.StoryId,
            ["clusterSize"] = verdict.ClusterSize,
            ["clusterRevision"] = verdict.Revision,
            ["algorithm"] = verdict.Algorithm,
            ["contentSha256"] = verdict.ContentSha256,
            ["relatedTo"] = new JsonArray([.. verdict.RelatedTo.Select(Related)]),
        };
        json.AddUnlessNull("matchedBy", verdict.MatchedBy);
        if (verdict.RelatedTo.Count > 0)
            (json["similarity"], json["containment"]) = (verdict.RelatedTo[0].Similarity, verdict.RelatedTo[0].Containment);
        if (article.Agency is { } agency)
            json["agency"] = JsonSerializer.SerializeToNode(agency, Json.Options);
        if (verdict.Originator is { } originator)
            json["originator"] = Originator(originator);
        return json;
    }

    private static JsonObject Originator(Originator originator)
    {
        var json = new JsonObject { ["kind"] = originator.Kind, ["name"] = originator.Name };
        json.AddUnlessNull("uri", originator.Uri);
        json["articleUri"] = Ids.Uri(originator.ArticleId);
        json["evidence"] = Json.Array(originator.Evidence);
        return json;
    }

    private static JsonNode Related(RelatedText related) => new JsonObject
    {
        ["articleUri"] = Ids.Uri(related.ArticleId),
        ["relation"] = related.Relation,
        ["containment"] = related.Containment,
        ["reverseContainment"] = related.ReverseContainment,
        ["similarity"] = related.Similarity,
        ["evidence"] = Json.Array(related.Evidence),
        ["passages"] = JsonSerializer.SerializeToNode(related.Passages, Json.Options),
    };

    private static JsonObject Intake(Intake intake)
    {
        var json = new JsonObject { ["kind"] = intake.Kind, ["messageId"] = intake.MessageId };
        json.AddUnlessNull("submittedBy", intake.SubmittedBy);
        json.AddUnlessNull("correlationId", intake.CorrelationId);
        json.AddUnlessNull("receivedAt", Json.Instant(intake.ReceivedAt));
        return json;
    }
}
