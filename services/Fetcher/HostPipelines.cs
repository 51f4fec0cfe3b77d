using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace IngestPipeline.Fetcher;

/// <summary>One Polly pipeline per host, so that a failing host is left alone and no other suffers. Hosts not asked for a while are
/// forgotten: hosts come from outside, and keeping them all would be a leak.</summary>
internal sealed class HostPipelines(FetcherOptions options, TimeProvider time)
{
    private const int MostHosts = 1000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private sealed class Entry(ResiliencePipeline<Page> pipeline)
    {
        public ResiliencePipeline<Page> Pipeline { get; } = pipeline;

        public long LastUse { get; set; }
    }

    private readonly ConcurrentDictionary<string, Entry> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts remembered now.</summary>
    public int Count => hosts.Count;

    /// <summary>The pipeline of a host: total time, then retry, then breaker.</summary>
    public ResiliencePipeline<Page> For(string host)
    {
        var entry = hosts.GetOrAdd(host, _ => new Entry(Build()));
        entry.LastUse = time.GetTimestamp();
        if (hosts.Count > MostHosts) Forget();
        return entry.Pipeline;
    }

    private void Forget()
    {
        foreach (var (host, entry) in hosts)
        {
            if (time.GetElapsedTime(entry.LastUse) > Idle) hosts.TryRemove(host, out _);
        }

        if (hosts.Count <= MostHosts) return;
        foreach (var (host, _) in hosts.OrderBy(pair => pair.Value.LastUse).Take(MostHosts / 2)) hosts.TryRemove(host, out _);
    }

    private ResiliencePipeline<Page> Build()
    {
        var passing = new PredicateBuilder<Page>().Handle<PageUnavailableException>();
        var builder = new ResiliencePipelineBuilder<Page> { TimeProvider = time };
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Page>
            {
                ShouldHandle = passing,
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // What the server asks for within the total time is honoured; more than that is the message layer's to wait for.
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Exception is PageUnavailableException { RetryAfter: { } wait } && wait < options.Timeout ? wait : (TimeSpan?)null),
            });
        }

        return builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Page>
        {
            ShouldHandle = passing,
            FailureRatio = 1,
            MinimumThroughput = options.BreakAfter,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakFor,
        }).Build();
    }
}
