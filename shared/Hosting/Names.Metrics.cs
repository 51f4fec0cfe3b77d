namespace IngestPipeline.Hosting;

public static partial class Names
{
    /// <summary>Metrics of our own.</summary>
    public static class Metrics
    {
        /// <summary>Articles that reached a stage, each delivery and each try, by <c>ingest.stage</c>.</summary>
        public const string Received = "ingest.articles.received";

        /// <summary>Time since an article was handed in, in seconds, when it reaches a stage, by <c>ingest.stage</c>.</summary>
        public const string Age = "ingest.article.age";

        /// <summary>Further tries of a message within one delivery, by <c>ingest.queue</c> and <c>ingest.error</c>.</summary>
        public const string Retried = "ingest.messages.retried";

        /// <summary>Articles that left a stage, by <c>ingest.stage</c> and <c>ingest.outcome</c>.</summary>
        public const string Articles = "ingest.articles";

        /// <summary>Time in a stage in seconds, by <c>ingest.stage</c>.</summary>
        public const string StageDuration = "ingest.stage.duration";

        /// <summary>Messages parked for a later try, by <c>ingest.queue</c> and <c>ingest.error</c>.</summary>
        public const string Parked = "ingest.messages.parked";

        /// <summary>Messages that went to quarantine, by <c>ingest.queue</c> and <c>ingest.error</c>.</summary>
        public const string Quarantined = "ingest.messages.quarantined";

        /// <summary>Polls of feeds, by <c>ingest.outcome</c>.</summary>
        public const string Polls = "ingest.feed.polls";

        /// <summary>Hand-overs that the broker did not confirm in time, by <c>ingest.message</c>.</summary>
        public const string LateHandOvers = "ingest.hand_overs.late";

        /// <summary>Dimension: name of the message's type.</summary>
        public const string Message = "ingest.message";

        /// <summary>Dimension: the work queue a message came from.</summary>
        public const string Queue = "ingest.queue";

        /// <summary>Dimension: name of the exception.</summary>
        public const string Error = "ingest.error";

        /// <summary>Dimension: the stage.</summary>
        public const string Stage = "ingest.stage";

        /// <summary>Dimension: what became of the article there, or of the poll.</summary>
        public const string Outcome = "ingest.outcome";
    }
}
