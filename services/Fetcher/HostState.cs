namespace IngestPipeline.Fetcher;

/// <summary>How a host is treated: shared by all fetchers through the table <c>hosts</c>, changed by each answer.</summary>
/// <remarks>
/// A token bucket that holds one token: the next request may start <see cref="Wait"/> after the last one ended, whoever asks. A host that says 429
/// gets half as many from then on, down to one in ten minutes, and a quarter more with each answer until the usual is reached again. One that
/// does not answer at all is left alone four times as long each time, an hour at most: a circuit breaker that all fetchers share, which
/// Polly's own cannot be. Source of the growth: RFC 6585, section 4, leaves it to the client.
/// </remarks>
/// <param name="Spacing">Time between two requests now.</param>
/// <param name="Failures">Requests in a row to which no answer came.</param>
/// <param name="Wait">How long after its last request the host is left alone.</param>
internal readonly record struct HostState(TimeSpan Spacing, int Failures, TimeSpan Wait)
{
    /// <summary>The slowest that any host is asked, whatever its robots.txt or its answers say.</summary>
    public static readonly TimeSpan Slowest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    /// <summary>The state after a request.</summary>
    /// <param name="answer">How the host took it.</param>
    /// <param name="usual">Time between two requests that the options and its robots.txt ask for.</param>
    /// <param name="firstSilence">How long a host is left alone that did not answer for the first time.</param>
    public HostState After(HostAnswer answer, TimeSpan usual, TimeSpan firstSilence)
    {
        usual = Less(usual, Slowest);
        var spacing = More(Spacing, usual);
        return answer switch
        {
            HostAnswer.Slower => At(Less(More(spacing * 2, TimeSpan.FromSeconds(1)), More(Slowest, usual)), 0),
            HostAnswer.Silence => this with { Spacing = spacing, Failures = Failures + 1, Wait = More(spacing, Backoff(firstSilence, Failures, LongestSilence)) },
            _ => At(More(spacing * 0.75, usual), 0),
        };
    }

    /// <summary>Four times as long each time.</summary>
    /// <param name="first">The first wait.</param>
    /// <param name="before">How many there were before, 0 and up.</param>
    /// <param name="longest">No longer than this.</param>
    public static TimeSpan Backoff(TimeSpan first, int before, TimeSpan longest) => Less(first * Math.Pow(4, Math.Min(before, 10)), longest);

    private static HostState At(TimeSpan spacing, int failures) => new(spacing, failures, spacing);

    private static TimeSpan More(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Less(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>How a host took a request.</summary>
internal enum HostAnswer
{
    /// <summary>It answered, whatever it said of the page.</summary>
    Answer,

    /// <summary>It asks for fewer requests.</summary>
    Slower,

    /// <summary>No connection, or no whole answer in time.</summary>
    Silence,
}
