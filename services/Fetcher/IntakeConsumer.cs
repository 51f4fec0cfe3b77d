using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using MassTransit;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>Accept → put an address on the schedule, or find the article in what was sent and hand it over. What can never work is refused with its
/// reason. Nothing is fetched here: no slow host ever holds a message.</summary>
internal sealed class IntakeConsumer(Schedule schedule, PageStore pages, ArticleHandOver handOver, IOptions<FetcherOptions> options, TimeProvider time) : IConsumer<RawSubmission>
{
    public Task Consume(ConsumeContext<RawSubmission> context)
    {
        var delivery = Delivery.Of(context.ReceiveContext);
        return StageWork.Run("fetcher", () => delivery.StartActivity(Names.Spans.Accept), time.GetUtcNow() - delivery.SentAt, async work =>
        {
            work.Span?.SetTag(Names.Attributes.IntakeMessageId, delivery.MessageId);
            var submission = Submission.Read(context.ReceiveContext.Body.GetBytes(), delivery.ContentType, options.Value.MaxBodyBytes);
            var intake = new Intake { Kind = "url", MessageId = delivery.MessageId, SubmittedBy = delivery.AppId, CorrelationId = delivery.CorrelationId, ReceivedAt = time.GetUtcNow() };
            if (submission.Page is { } page) return await Again(context, page, work);
            if (submission.Text is null && submission.Html is null) return await Put(new()
            {
                Message = HeldMessage.Of(context.ReceiveContext),
                Submission = submission,
                Intake = intake,
                TraceParent = work.Span?.Id,
            }, context.CancellationToken);
            await handOver.Of(context, submission, intake, work, context.CancellationToken);
            return "fetched";
        });
    }

    private async Task<string> Put(FetchPurpose purpose, CancellationToken token)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Contact)) throw new NoContactException();
        PageAddress.Check(new Uri(purpose.Submission.Url!), null, options.Value);
        await schedule.Add([FetchJob.Of(purpose)], token);
        return "scheduled";
    }

    private async Task<string> Again(ConsumeContext context, Guid page, StageWork work)
    {
        var kept = await pages.Find(page, context.CancellationToken);
        if (kept is not { Page.Body.Length: > 0 }) throw new UnusableSubmissionException($"The page {page:D} is not kept, or no longer.");
        await handOver.Of(context, kept.Purpose, kept.Page, work, context.CancellationToken);
        return "fetched";
    }
}

internal sealed class IntakeDefinition : ConsumerDefinition<IntakeConsumer>
{
    public IntakeDefinition() => EndpointName = Names.Intake;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<IntakeConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.TakeAnyBody();
        endpointConfigurator.ConcurrentMessageLimit = 32;
        endpointConfigurator.PrefetchCount = 40;
        endpointConfigurator.RetryPassingFaults();
    }
}
