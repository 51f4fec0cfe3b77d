using System.Diagnostics;
using System.Security.Cryptography;
using IngestPipeline.Hosting;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>An address that is to be asked for: a row of the table <c>fetches</c>.</summary>
internal sealed record FetchJob
{
    /// <summary>Derived from what asked for it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address to ask next; after a redirect, where it led.</summary>
    public required Uri Url { get; init; }

    /// <summary>Why a page is fetched; null for a feed that is followed.</summary>
    public FetchPurpose? Purpose { get; init; }

    /// <summary>Tries that failed since the last redirect.</summary>
    public int Attempts { get; init; }

    /// <summary>Leases taken on it that ended without an answer, this one included.</summary>
    public int Lost { get; init; }

    /// <summary>The host that its request counts against.</summary>
    public string Host => HostOf(Url);

    /// <summary>The address that was asked for first.</summary>
    public Uri RequestedUrl => Purpose is null ? Url : new Uri(Purpose.Submission.Url!);

    /// <summary>What is remembered of its page lies under this. Another submission of one address may have other fields, and be another article.</summary>
    public Guid PageId => NameId.Of("page", RequestedUrl.AbsoluteUri, Purpose?.Submission.Source ?? "", Purpose?.Submission.Id ?? "");

    /// <summary>The job that a submission asks for.</summary>
    /// <param name="purpose">The submission, with an address.</param>
    public static FetchJob Of(FetchPurpose purpose) => new()
    {
        // A message that comes again asks for nothing new; two messages do, also for one address.
        Id = NameId.Of("fetch", purpose.Message.MessageId ?? "", Convert.ToHexStringLower(SHA256.HashData(purpose.Message.Body))),
        Url = new Uri(purpose.Submission.Url!),
        Purpose = purpose,
    };

    /// <summary>The host of an address: its name, and the port when it is not the scheme's own. http and https of one name are one host.</summary>
    public static string HostOf(Uri url) => url.IsDefaultPort ? url.IdnHost.ToLowerInvariant() : $"{url.IdnHost.ToLowerInvariant()}:{url.Port}";

    /// <summary>The same after a redirect.</summary>
    public FetchJob MovedTo(Uri url) => this with { Url = url, Attempts = 0, Purpose = Purpose! with { Redirects = [.. Purpose.Redirects, url] } };

    /// <summary>Starts a span in its trace; of a trace of its own when it has none.</summary>
    /// <param name="name">Name of the span.</param>
    public Activity? StartActivity(string name) => ActivityContext.TryParse(Purpose?.TraceParent, null, isRemote: true, out var parent)
        ? Telemetry.Source.StartActivity(name, ActivityKind.Consumer, parent)
        : Telemetry.Source.StartActivity(name, ActivityKind.Consumer);
}
