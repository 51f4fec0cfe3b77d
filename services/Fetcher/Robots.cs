using System.Text;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>What each host's robots.txt allows, read once a day and kept with the host's state for all fetchers.</summary>
/// <remarks>Source: RFC 9309, section 2.3. A host without one (status 4xx, or redirects without end) allows everything; one that cannot be reached or
/// answers 5xx allows nothing until it can, or what it allowed before, for 30 days. It is read beside the first page of the day, in the same turn: it
/// is no request of the host's budget. One file serves http and https of a name.</remarks>
internal sealed class Robots(PageClient client, IOptions<FetcherOptions> options)
{
    private const int Longest = 500 * 1024;
    private const int MostRedirects = 5;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1), Usable = TimeSpan.FromDays(30);

    private readonly string product = options.Value.UserAgent.Split('/')[0];

    /// <summary>Passes a turn whose address may be fetched, and notes how slowly the host wants to be asked.</summary>
    /// <exception cref="PageRefusedException">It may not.</exception>
    /// <exception cref="PageUnavailableException">Nobody knows at the moment.</exception>
    public async Task Check(Turn turn, CancellationToken token)
    {
        var url = turn.Job.Url;
        var rules = RobotsTxt.Parse(Encoding.UTF8.GetBytes(await Text(turn, url, token)), product);
        turn.CrawlDelay = rules.CrawlDelay;
        if (!rules.Allows(url.PathAndQuery))
            throw new PageRefusedException("robots", $"The robots.txt of {url.IdnHost} does not allow {CanonicalUrl.ForMessage(url)}.");
    }

    private async Task<string> Text(Turn turn, Uri url, CancellationToken token)
    {
        if (turn.Robots is { } kept && kept.Age < Fresh) return kept.Text;
        try
        {
            return turn.RobotsRead = await Read(turn, new Uri(url, "/robots.txt"), token);
        }
        catch (PageUnavailableException) when (turn.Robots?.Age < Usable)
        {
            return turn.Robots.Text;
        }
        catch (PageUnavailableException fault)
        {
            throw new PageUnavailableException(fault.Reason, $"Whether {url.IdnHost} allows its pages to be fetched cannot be found out: {fault.Message}", fault) { RetryAfter = fault.RetryAfter };
        }
    }

    private async Task<string> Read(Turn turn, Uri url, CancellationToken token)
    {
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                var answer = await client.Get(turn, new Ask(url, Expected.Robots), token);
                if (answer is not Answer.Moved moved) return Cut(((Answer.Whole)answer).Page.Body.Span);
                url = moved.To;
            }

            return "";
        }
        catch (PageRefusedException none) when (none.Reason.StartsWith("status-", StringComparison.Ordinal))
        {
            return "";
        }
    }

    // PostgreSQL's text holds no NUL, and no robots.txt does.
    private static string Cut(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, Longest)]).Replace("\0", "", StringComparison.Ordinal);
}
