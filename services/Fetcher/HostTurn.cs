using Polly;
using Polly.Timeout;

namespace IngestPipeline.Fetcher;

/// <summary>Polly's part for one request: a deadline, and what the answer says of the host. A pipeline like any other whose state is the turn's,
/// and so the database's: see <see cref="HostState"/>. Trying again is the schedule's.</summary>
internal sealed class HostTurn(FetcherOptions options) : ResilienceStrategy<Answer>
{
    private static readonly ResiliencePropertyKey<Turn> Key = new("turn");

    /// <summary>The pipeline: the request's deadline, within it the host's state.</summary>
    public static ResiliencePipeline<Answer> Pipeline(FetcherOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<Answer> { TimeProvider = time };
        return builder
            .AddStrategy<Answer>(_ => new HostTurn(options), new Options())
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout })
            .Build();
    }

    /// <summary>Sends a request in a turn.</summary>
    public static async Task<Answer> Run(ResiliencePipeline<Answer> pipeline, Turn turn, Func<CancellationToken, ValueTask<Answer>> request, CancellationToken token)
    {
        var context = ResilienceContextPool.Shared.Get(token);
        context.Properties.Set(Key, turn);
        try
        {
            return await pipeline.ExecuteAsync(static (context, request) => request(context.CancellationToken), context, request);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    protected override async ValueTask<Outcome<Answer>> ExecuteCore<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        var outcome = await callback(context, state);
        if (context.Properties.TryGetValue(Key, out var turn) && AnswerOf(outcome.Exception) is { } answer)
            turn.State = turn.State.After(answer, turn.Usual(options), options.RetryDelay);
        return outcome;
    }

    // Null when the request was given up here, which says nothing of the host.
    private static HostAnswer? AnswerOf(Exception? error) => error switch
    {
        null or PageRefusedException => HostAnswer.Answer,
        PageUnavailableException { Reason: "status-429" } => HostAnswer.Slower,
        PageUnavailableException { Reason: "status-503", RetryAfter: not null } => HostAnswer.Slower,
        PageUnavailableException { Reason: "connection" } or TimeoutRejectedException => HostAnswer.Silence,
        PageUnavailableException => HostAnswer.Answer,
        _ => null,
    };

    private sealed class Options : ResilienceStrategyOptions;
}
