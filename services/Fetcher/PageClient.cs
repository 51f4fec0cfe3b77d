using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace IngestPipeline.Fetcher;

/// <summary>Sends one request: within bounds, and only to the public internet. Redirects are an answer; who follows one asks again.</summary>
/// <remarks>Every address is checked before a connection, and every connection checks the address it goes to.
/// What can never work throws <see cref="PageRefusedException"/>, what may work later <see cref="PageUnavailableException"/>.</remarks>
internal sealed class PageClient : IDisposable
{
    private readonly FetcherOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly ResiliencePipeline<Answer> pipeline;

    public PageClient(IOptions<FetcherOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        pipeline = HostTurn.Pipeline(this.options, time);
        client = new HttpClient(GuardedConnection.Handler(this.options)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br, deflate");
    }

    /// <summary>Asks a host for something.</summary>
    /// <param name="turn">The right to; its host's state is changed by the answer.</param>
    /// <param name="ask">What.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="NoContactException">The option <see cref="FetcherOptions.Contact"/> is not set.</exception>
    /// <exception cref="PageRefusedException">Wrong for good.</exception>
    /// <exception cref="PageUnavailableException">May work later.</exception>
    public async Task<Answer> Get(Turn turn, Ask ask, CancellationToken token)
    {
        if (string.IsNullOrWhiteSpace(options.Contact)) throw new NoContactException();
        PageAddress.Check(ask.Url, null, options);
        var start = time.GetTimestamp();
        try
        {
            var answer = await HostTurn.Run(pipeline, turn, async inner => await Send(ask, inner), token);
            return answer is Answer.Whole whole ? new Answer.Whole(whole.Page with { FetchedAt = time.GetUtcNow(), Duration = time.GetElapsedTime(start) }) : answer;
        }
        catch (TimeoutRejectedException late)
        {
            throw new PageUnavailableException("timeout", $"The page {CanonicalUrl.ForMessage(ask.Url)} took longer than {options.Timeout.TotalSeconds:0.#} seconds.", late);
        }
    }

    public void Dispose() => client.Dispose();

    private async ValueTask<Answer> Send(Ask ask, CancellationToken token)
    {
        using var request = Request(ask);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            if (response.StatusCode == HttpStatusCode.NotModified && (ask.ETag ?? ask.LastModified) is not null) return new Answer.Unchanged();
            return IsRedirect(response) ? new Answer.Moved(new Uri(ask.Url, response.Headers.Location!)) : new Answer.Whole(await Read(ask, response, token));
        }
        catch (HttpRequestException fault) when (fault.InnerException is PageRefusedException refused)
        {
            throw new PageRefusedException(refused.Reason, refused.Message, fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !token.IsCancellationRequested))
        {
            throw new PageUnavailableException("connection", $"No answer from {ask.Url.IdnHost}: {Cause(fault)}.", fault);
        }
    }

    private HttpRequestMessage Request(Ask ask)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, ask.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("User-Agent", $"{options.UserAgent} (+{options.Contact})");
        request.Headers.TryAddWithoutValidation("Accept", ask.For switch
        {
            Expected.Feed => "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1",
            Expected.Robots => "text/plain,*/*;q=0.1",
            _ => "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        });
        if (ask.ETag is { } etag) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (ask.LastModified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return request;
    }

    private static string Cause(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : fault.GetType().Name;

    private async Task<Page> Read(Ask ask, HttpResponseMessage response, CancellationToken token)
    {
        CheckStatus(ask.Url, response);
        var type = response.Content.Headers.ContentType;
        PageAddress.CheckType(type?.MediaType, ask.For);
        var body = await BodyReader.Read(response.Content, options, time, token);
        if (ask.For == Expected.Page && body.Length > 0 && !(type is null ? PageAddress.LooksLikeText(body) : PageAddress.MayBeText(body, type.CharSet)))
            throw new PageRefusedException("not-html", $"The page {(type is null ? "has no content type" : $"calls itself {type.MediaType}")} and its bytes are no text.");
        return new Page(body, ask.Url, ask.Url, [], (int)response.StatusCode, type?.MediaType, type?.CharSet?.Trim('"'),
            response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("r"), default, default);
    }

    private void CheckStatus(Uri url, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is >= 200 and < 300 and not 204 and not 205) return;
        if (status is 408 or 425 or 429 or >= 500)
            throw new PageUnavailableException($"status-{status}", $"{url.IdnHost} answered with status {status}.") { RetryAfter = Wait(response.Headers.RetryAfter) };
        throw new PageRefusedException($"status-{status}", $"{url.IdnHost} answered with status {status} for {CanonicalUrl.ForMessage(url)}.");
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? after)
    {
        var wait = after?.Delta ?? (after?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, TimeSpan.TicksPerDay)) : null;
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is not null;
}
