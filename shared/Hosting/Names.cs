namespace IngestPipeline.Hosting;

/// <summary>Every name that leaves a process: queues and exchanges, spans and attributes, metrics. The README beside
/// this file explains each; a test holds the two against each other.</summary>
public static partial class Names
{
    /// <summary>Queue, and the fanout exchange before it, that takes what people drop.</summary>
    public const string Intake = "intake";

    /// <summary>Queue, and the fanout exchange before it, for whatever can never work.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Queue, and the fanout exchange before it, in which a message waits half a minute for its second try.</summary>
    public const string ParkShort = "park.30s";

    /// <summary>Queue, and the fanout exchange before it, in which a message waits five minutes for its third try.</summary>
    public const string ParkLonger = "park.5min";

    /// <summary>Queue, and the fanout exchange before it, in which a message waits an hour for its last try.</summary>
    public const string ParkLong = "park.1h";

    /// <summary>Direct exchange through which parked messages come back; the routing key is the work queue.</summary>
    public const string Parked = "parked";

    /// <summary>Queue of the Deduplicator.</summary>
    public const string DeduplicateArticle = "deduplicate-article";

    /// <summary>Queue of the Tagger.</summary>
    public const string TagArticle = "tag-article";

    /// <summary>Queue of the Publisher.</summary>
    public const string PublishArticle = "publish-article";

    /// <summary>Topic exchange of the published messages.</summary>
    public const string Articles = "articles";

    /// <summary>Stream queue bound to <see cref="Articles"/>, for replay.</summary>
    public const string ArticlesStream = "articles.stream";

    /// <summary>Activity source and meter of this project.</summary>
    public const string Source = "IngestPipeline";

    /// <summary>W3C trace context header, in and out.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Header of a published message: the article's source.</summary>
    public const string SourceHeader = "x-source";

    /// <summary>Header of a published message: the copy cluster.</summary>
    public const string ClusterHeader = "x-cluster";

    /// <summary>Header of a quarantined message: why it is there, in words for people.</summary>
    public const string ReasonHeader = "x-reason";

    /// <summary>Header of a parked or quarantined message: how many deliveries of it have failed.</summary>
    public const string AttemptsHeader = "x-attempts";

    /// <summary>Header of a parked or quarantined message: when the first of them failed, UTC.</summary>
    public const string FirstFailedHeader = "x-first-failed-at";

    /// <summary>Header of a parked, quarantined or replayed message: a line for each failed delivery, with time, error and reason.</summary>
    public const string HistoryHeader = "x-history";

    /// <summary>Header of a message replayed from quarantine: id of the quarantined one.</summary>
    public const string ReplayOfHeader = "x-replay-of";

    /// <summary>Header of a message replayed from quarantine: which attempt this is, 2 and up.</summary>
    public const string ReplayAttemptHeader = "x-replay-attempt";

    /// <summary>Spans of our own, children of MassTransit's <c>process</c> spans.</summary>
    public static class Spans
    {
        /// <summary>A sender hands an article to <c>intake</c>.</summary>
        public const string Drop = "drop article";

        /// <summary>A submission is read and validated.</summary>
        public const string Accept = "accept article";

        /// <summary>A host is asked for a page that was submitted, or named by a feed.</summary>
        public const string Fetch = "fetch page";

        /// <summary>A feed is asked for what is new.</summary>
        public const string Poll = "poll feed";

        /// <summary>The article is found in the page or text and cleaned.</summary>
        public const string Extract = "extract article";

        /// <summary>Candidates are found and compared, groups decided.</summary>
        public const string Deduplicate = "deduplicate article";

        /// <summary>Names are found, resolved and linked.</summary>
        public const string Tag = "tag article";

        /// <summary>The message is written and handed to the exchange.</summary>
        public const string Publish = "publish article";

        /// <summary>A message that may be handled later is put aside.</summary>
        public const string Park = "park message";

        /// <summary>A message that cannot be handled is put where people look at it.</summary>
        public const string Quarantine = "quarantine message";
    }

    /// <summary>Attributes of our own spans.</summary>
    public static class Attributes
    {
        /// <summary>URI of the article.</summary>
        public const string ArticleId = "ingest.article.id";

        /// <summary>Canonical URL of the article, without a query.</summary>
        public const string ArticleUrl = "ingest.article.url";

        /// <summary>Version of the article.</summary>
        public const string ArticleVersion = "ingest.article.version";

        /// <summary>Source of the article.</summary>
        public const string ArticleSource = "ingest.article.source";

        /// <summary>Language of the article.</summary>
        public const string ArticleLanguage = "ingest.article.language";

        /// <summary><c>url</c>, <c>html</c>, <c>text</c> or <c>feed</c>.</summary>
        public const string IntakeKind = "ingest.intake.kind";

        /// <summary>Address of a feed, without its query.</summary>
        public const string FeedUrl = "ingest.feed.url";

        /// <summary>How many entries of a feed were new.</summary>
        public const string FeedNews = "ingest.feed.news";

        /// <summary>Message id of the submission.</summary>
        public const string IntakeMessageId = "ingest.intake.message_id";

        /// <summary>Rule that found the body.</summary>
        public const string ExtractionMethod = "ingest.extraction.method";

        /// <summary>Rule that dated the article.</summary>
        public const string PublishedSource = "ingest.published.source";

        /// <summary>Relation to the representative.</summary>
        public const string VerdictRelation = "ingest.verdict.relation";

        /// <summary>Share of the text found in the strongest related text.</summary>
        public const string VerdictContainment = "ingest.verdict.containment";

        /// <summary>What made the match.</summary>
        public const string VerdictMatchedBy = "ingest.verdict.matched_by";

        /// <summary>Revision of the decision.</summary>
        public const string VerdictRevision = "ingest.verdict.revision";

        /// <summary>URI of the representative, when it is another article.</summary>
        public const string VerdictRepresentative = "ingest.verdict.representative";

        /// <summary>Whose text it is.</summary>
        public const string VerdictOriginator = "ingest.verdict.originator";

        /// <summary>Copy cluster.</summary>
        public const string ClusterId = "ingest.cluster.id";

        /// <summary>Family.</summary>
        public const string FamilyId = "ingest.family.id";

        /// <summary>Story.</summary>
        public const string StoryId = "ingest.story.id";

        /// <summary>Texts compared with this one.</summary>
        public const string Candidates = "ingest.candidates";

        /// <summary>Other articles whose groups changed.</summary>
        public const string Changed = "ingest.changed";

        /// <summary>Entities found.</summary>
        public const string EntityCount = "ingest.entities";

        /// <summary>People found.</summary>
        public const string PersonCount = "ingest.entities.people";

        /// <summary>Entities linked to Wikidata.</summary>
        public const string LinkedCount = "ingest.entities.linked";

        /// <summary>Event published.</summary>
        public const string Event = "ingest.event";

        /// <summary>Id of the event published.</summary>
        public const string EventId = "ingest.event.id";

        /// <summary>Why a message is in quarantine, in words for people.</summary>
        public const string Reason = "ingest.quarantine.reason";

        /// <summary>The work queue of a message that failed.</summary>
        public const string Queue = "ingest.queue";

        /// <summary>Queue in which a parked message waits.</summary>
        public const string Parking = "ingest.parking";

        /// <summary>How many deliveries of a message have failed.</summary>
        public const string Attempts = "ingest.attempts";
    }

    /// <summary>Queue, and the fanout exchange before it, for messages of a work queue that are handled with nothing else under way.</summary>
    /// <param name="queue">The work queue.</param>
    public static string Alone(string queue) => $"{queue}.alone";

    /// <summary>Port of a service unless ASPNETCORE_URLS or <c>--urls</c> says otherwise.</summary>
    /// <param name="service">Service in lower case.</param>
    /// <returns>8081 to 8084; 8080 for any other.</returns>
    public static int Port(string service) => service switch
    {
        "fetcher" => 8081,
        "deduplicator" => 8082,
        "tagger" => 8083,
        "publisher" => 8084,
        _ => 8080,
    };
}
