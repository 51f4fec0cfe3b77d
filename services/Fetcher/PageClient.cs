using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IngestPipeline.Fetcher;

/// <summary>Fetches one page: politely, within bounds, and only from the public internet.</summary>
/// <remarks>Every address, also of a redirect, is checked before a connection, and every connection checks the address it goes to.
/// What can never work throws <see cref="PageRefusedException"/>, what may work later <see cref="PageUnavailableException"/>.</remarks>
internal sealed class PageClient : IDisposable
{
    private readonly FetcherOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly HostPipelines pipelines;

    public PageClient(IOptions<FetcherOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        pipelines = new HostPipelines(this.options, time);
        client = new HttpClient(GuardedConnection.Handler(this.options)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.1");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br, deflate");
    }

    /// <summary>Fetches a page.</summary>
    /// <param name="url">Absolute http or https address.</param>
    /// <param name="token">Gives up.</param>
    /// <exception cref="NoContactException">The option <see cref="FetcherOptions.Contact"/> is not set.</exception>
    /// <exception cref="PageRefusedException">Wrong for good.</exception>
    /// <exception cref="PageUnavailableException">May work later.</exception>
    public async Task<Page> Get(Uri url, CancellationToken token)
    {
        if (string.IsNullOrWhiteSpace(options.Contact)) throw new NoContactException();
        PageAddress.Check(url, null, options);
        var start = time.GetTimestamp();
        try
        {
            var page = await pipelines.For(url.IdnHost).ExecuteAsync(async inner => await Follow(url, inner), token);
            return page with { FetchedAt = time.GetUtcNow(), Duration = time.GetElapsedTime(start) };
        }
        catch (TimeoutRejectedException late)
        {
            throw new PageUnavailableException("timeout", $"The page {CanonicalUrl.ForMessage(url)} took longer than {options.Timeout.TotalSeconds:0.#} seconds.", late);
        }
        catch (BrokenCircuitException open)
        {
            throw new PageUnavailableException("circuit-open", $"The host {url.IdnHost} failed repeatedly and is left alone for now.", open) { RetryAfter = options.BreakFor };
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<Page> Follow(Uri url, CancellationToken token)
    {
        var redirects = new List<Uri>();
        var at = url;
        while (true)
        {
            using var response = await Send(at, token);
            if (!IsRedirect(response)) return await Read(url, at, redirects, response, token);

            var next = new Uri(at, response.Headers.Location!);
            PageAddress.Check(next, at, options);
            if (redirects.Count >= options.MaxRedirects)
                throw new PageRefusedException("redirects", $"The page redirects more than {options.MaxRedirects} times.");
            redirects.Add(next);
            at = next;
        }
    }

    private async Task<HttpResponseMessage> Send(Uri url, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", $"{options.UserAgent} (+{options.Contact})");
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        }
        catch (HttpRequestException fault) when (fault.InnerException is PageRefusedException refused)
        {
            throw new PageRefusedException(refused.Reason, refused.Message, fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !token.IsCancellationRequested))
        {
            throw new PageUnavailableException("connection", $"No answer from {url.IdnHost}: {Cause(fault)}.", fault);
        }
    }

    private static string Cause(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : fault.GetType().Name;

    private async Task<Page> Read(Uri requested, Uri final, List<Uri> redirects, HttpResponseMessage response, CancellationToken token)
    {
        CheckStatus(final, response);
        var type = response.Content.Headers.ContentType;
        PageAddress.CheckType(type?.MediaType);
        try
        {
            var body = await BodyReader.Read(response.Content, options, time, token);
            if (type is null && !PageAddress.LooksLikeText(body)) throw new PageRefusedException("not-html", "The page has no content type and its bytes are no text.");
            return new Page(body, requested, final, redirects, (int)response.StatusCode, type?.MediaType, type?.CharSet?.Trim('"'),
                response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("r"), default, default);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new PageUnavailableException("connection", $"The answer of {final.IdnHost} broke off.", fault);
        }
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
