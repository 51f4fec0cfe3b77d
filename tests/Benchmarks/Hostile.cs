using System.Diagnostics;
using System.Globalization;
using System.Text;
using IngestPipeline.Fetcher;
using IngestPipeline.Support;
using IngestPipeline.Text;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Benchmarks;

/// <summary>What becomes of servers that do what no server should, with the options as they are by default: after how long, with which reason, and with how much memory.</summary>
internal static class Hostile
{
    public static async Task<int> Run(CancellationToken token)
    {
        Console.WriteLine("| Server | Ends as | After, s | Memory more, MB |");
        Console.WriteLine("|---|---|---:|---:|");
        foreach (var kind in HostileServer.Kinds.Keys)
        {
            await using var server = HostileServer.Open(kind);
            using var client = new PageClient(Options.Create(new FetcherOptions { Contact = "https://example.org/", AllowPrivateAddresses = true, Ports = [server.Url.Port] }), TimeProvider.System);
            GC.Collect();
            var (before, began) = (Environment.WorkingSet, Stopwatch.GetTimestamp());
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(token);
            var peak = Peak(watching.Token);
            var end = await End(client, server.Url, token);
            var elapsed = Stopwatch.GetElapsedTime(began);
            await watching.CancelAsync();
            var more = Math.Max(0, await peak - before);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {end} | {elapsed.TotalSeconds:F1} | {more / 1e6:F0} |"));
        }

        return 0;
    }

    private static async Task<string> End(PageClient client, Uri url, CancellationToken token)
    {
        var turn = new Turn
        {
            Job = FetchJob.Of(new() { Message = new() { Body = [] }, Submission = new() { Url = url.AbsoluteUri }, Intake = new() { Kind = "url" } }),
            Host = FetchJob.HostOf(url),
            Lease = NameId.Of("lease"),
            State = default,
        };
        try
        {
            if (await client.Get(turn, new Ask(url), token) is not Answer.Whole whole) return "moved; five times at most";
            var extraction = await ArticleExtractor.Extract(Encoding.UTF8.GetString(whole.Page.Body.Span), url, token);
            return extraction.Reason ?? "article";
        }
        catch (PageRefusedException refused)
        {
            return refused.Reason;
        }
        catch (PageUnavailableException away)
        {
            return away.Reason;
        }
    }

    private static async Task<long> Peak(CancellationToken token)
    {
        var peak = Environment.WorkingSet;
        while (!token.IsCancellationRequested)
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            // Sampled: nothing tells of a peak.
            await Task.Delay(20, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }
}
