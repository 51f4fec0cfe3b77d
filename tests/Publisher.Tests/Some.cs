using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Publisher.Tests;

internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.FromHours(1));
    public static readonly Guid Article = NameId.Of("test", "article");
    public static readonly Guid Original = NameId.Of("test", "original");

    public static ArticleTagged Tagged(Guid? representative = null, int clusterSize = 1, int revision = 0, int version = 1, string language = "en-GB", Originator? originator = null) => new()
    {
        Article = new()
        {
            ArticleId = Article,
            Text = "The ferry resumed on Monday.",
            Headline = "Ferry resumes",
            Language = language,
            Source = "coast.example",
            SiteName = "The Coast",
            SubmitterId = "ferry",
            Byline = "By Ada Quill",
            Authors = [new() { Name = "Ada Quill", Kind = "person" }],
            Agency = new() { Name = "Reuters", Uri = "http://www.wikidata.org/entity/Q130879", Evidence = ["dateline:(Reuters)"] },
            Intake = new() { Kind = "text", MessageId = "m-1", ReceivedAt = Noon },
            Times = new() { FirstSeenAt = Noon, PublishedAt = Noon.AddHours(-2), PublishedPrecision = "minute", PublishedSource = "submitted" },
            Extraction = new() { Method = "text" },
        },
        Version = version,
        Verdict = new()
        {
            Revision = revision,
            Relation = representative is null ? Relations.Unique : Relations.Copy,
            RepresentativeId = representative ?? Article,
            CopyClusterId = "c-1",
            FamilyId = "f-1",
            StoryId = "s-1",
            ClusterSize = clusterSize,
            RelatedTo = representative is { } other
                ? [new() { ArticleId = other, Relation = Relations.Copy, Containment = 0.98, ReverseContainment = 0.95, Similarity = 0.93, Evidence = ["longestRun:19"], Passages = [new(0, 9, 4, 13)] }]
                : [],
            MatchedBy = representative is null ? null : "containment",
            Algorithm = "containment-3gram/1",
            ContentSha256 = new string('a', 64),
            Originator = originator,
        },
        Entities = [new() { Id = "e1", Type = "LOC", Name = "Monday Bay", LinkStatus = "nil", Confidence = 0.5, Salience = 0.2, Mentions = [new("body", 21, 27, "Monday")] }],
        Stages = [new() { Name = "fetcher", Version = "0.1.0", DurationMs = 3 }],
    };
}
