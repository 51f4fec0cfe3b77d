namespace IngestPipeline.Publisher;

/// <summary>What is announced of an article, and when that was first decided.</summary>
/// <param name="Event"><c>article.enriched</c>, <c>article.updated</c> or <c>cluster.changed</c>.</param>
/// <param name="OccurredAt">UTC; the same when the message is published again.</param>
internal sealed record Announcement(string Event, DateTimeOffset OccurredAt)
{
    public const string Enriched = "article.enriched";
    public const string Updated = "article.updated";
    public const string ClusterChanged = "cluster.changed";
}
