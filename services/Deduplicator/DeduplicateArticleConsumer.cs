using System.Diagnostics;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;

namespace IngestPipeline.Deduplicator;

/// <summary>Remember → find candidates → compare → decide → publish: the article, and every other whose groups changed.</summary>
internal sealed class DeduplicateArticleConsumer(ArticleStore articles, Candidates candidates, DecisionStore decisions, TermCounter terms)
    : IConsumer<ArticleFetched>
{
    private const int TellingWords = 24;

    public async Task Consume(ConsumeContext<ArticleFetched> context)
    {
        using var span = Telemetry.Source.StartActivity(Names.Spans.Deduplicate);
        var (article, token, started) = (context.Message, context.CancellationToken, Stopwatch.GetTimestamp());
        var text = candidates.Read(article);
        var hashes = ContentHashes.Of(article, text.Words);
        ulong[] postings = [.. Shingles.Sample(text.Grams), .. text.Vector.Strongest(TellingWords)];

        // Committed before candidates are read: of two copies that arrive at once, the later reader sees the other.
        var remembered = await articles.Remember(article, hashes, text.Words.Count, postings, token);
        if (remembered.IsNew)
            await terms.Count(text.Vector, article.Language, token);

        IReadOnlyList<Finding> findings = [];
        if (!remembered.IsDecided && !remembered.IsSuperseded)
        {
            var self = candidates.Keep(remembered.Key, hashes.Text, article, text);
            var others = await candidates.Of(remembered.Key, hashes.Text, postings, token);
            findings = [.. others.Select(other => Comparison.Of(self, other)).OfType<Finding>()];
            span?.SetTag(Names.Attributes.Candidates, others.Count);
        }

        var decided = await decisions.Settle(remembered.Key, findings, token);
        foreach (var one in decided)
        {
            var isThis = one.Key == remembered.Key;
            await context.Publish(Message(isThis ? one with { Article = one.Article with { Intake = article.Intake } } : one, started),
                publish => publish.MessageId = Ids.HandOver(Names.DeduplicateArticle, one.Article.ArticleId, one.Version, one.Verdict.Revision), token);
            await decisions.HandedOver(one, token);
            if (isThis)
                span.Describe(one);
        }
        span?.SetTag(Names.Attributes.Changed, decided.Count(one => one.Key != remembered.Key));
        Telemetry.Leave("deduplicator", decided.FirstOrDefault(one => one.Key == remembered.Key)?.Verdict.Relation ?? "superseded", started);
    }

    private static ArticleDeduplicated Message(Decided decided, long started) => new()
    {
        Article = decided.Article,
        Version = decided.Version,
        Verdict = decided.Verdict,
        Stages =
        [
            .. decided.Article.Stages,
            new StageDetails
            {
                Name = "deduplicator",
                Version = $"{Telemetry.Version}+{Comparison.Algorithm}",
                DurationMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            },
        ],
    };
}

internal sealed class DeduplicateArticleDefinition : ConsumerDefinition<DeduplicateArticleConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DeduplicateArticleConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // Deciding is one at a time for the whole system; a few more keep it fed while they compare.
        endpointConfigurator.ConcurrentMessageLimit = Environment.ProcessorCount * 2;
        endpointConfigurator.PrefetchCount = Environment.ProcessorCount * 4;
        endpointConfigurator.RetryPassingFaults();
        // Two versions of one article one after the other.
        consumerConfigurator.Message<ArticleFetched>(message => message.UsePartitioner(16, fetched => fetched.Message.ArticleId));
    }
}
