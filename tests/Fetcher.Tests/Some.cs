using IngestPipeline.Contracts;
using IngestPipeline.Hosting;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>What tests need of each kind.</summary>
internal static class Some
{
    public static FetchJob Job(Uri url, string id = "1") => FetchJob.Of(new()
    {
        Message = new() { Body = System.Text.Encoding.UTF8.GetBytes(url.AbsoluteUri), MessageId = id },
        Submission = new SubmitArticle { Url = url.AbsoluteUri },
        Intake = new Intake { Kind = "url", MessageId = id },
    });

    public static Turn Turn(Uri url) => new() { Job = Job(url), Host = FetchJob.HostOf(url), Lease = NameId.Of("lease"), State = default };
}
