using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace IngestPipeline.Fetcher;

/// <summary>What may be tuned in the Fetcher. Section <c>Fetcher</c>.</summary>
public sealed class FetcherOptions
{
    /// <summary>Product token that the Fetcher names itself by.</summary>
    /// <value>A token without white space. Default: <c>IngestPipeline/0.1</c>.</value>
    [Required, RegularExpression(@"^[!-~]+$")]
    public string UserAgent { get; init; } = "IngestPipeline/0.1";

    /// <summary>Address under which publishers reach whoever runs this: a web page or an e-mail address.</summary>
    /// <value>Default: none; no page is fetched without it.</value>
    [RegularExpression(@"^[!-~]+$")]
    public string? Contact { get; init; }

    /// <summary>Largest submission.</summary>
    /// <value>Bytes, 1 KiB to 64 MiB. Default: 10 MiB.</value>
    [Range(1024, 67_108_864)]
    public int MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Largest page as it comes over the wire.</summary>
    /// <value>Bytes, 1 KiB to 64 MiB. Default: 5 MB.</value>
    [Range(1024, 67_108_864)]
    public int MaxCompressedBytes { get; init; } = 5_000_000;

    /// <summary>Largest page after decompression.</summary>
    /// <value>Bytes, 1 KiB to 64 MiB. Default: 10 MiB.</value>
    [Range(1024, 67_108_864)]
    public int MaxPageBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How many times its wire size a page may grow, checked after the first decompressed megabyte.</summary>
    /// <value>2 to 1,000. Default: 100.</value>
    [Range(2, 1000)]
    public int MaxRatio { get; init; } = 100;

    /// <summary>Slowest rate at which a page may arrive, averaged over each 10 seconds.</summary>
    /// <value>Bytes a second, 0 (any) to 1,000,000. Default: 1,024.</value>
    [Range(0, 1_000_000)]
    public int MinRate { get; init; } = 1024;

    /// <summary>Redirects followed.</summary>
    /// <value>0 to 20. Default: 5.</value>
    [Range(0, 20)]
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Ports allowed besides 80 and 443.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Tries after the first one, of a page and of a host that does not answer.</summary>
    /// <value>0 to 10. Default: 5.</value>
    [Range(0, 10)]
    public int Retries { get; init; } = 5;

    /// <summary>Delay before the first retry; four times as long before each other, an hour at most. What a server asks for goes before.</summary>
    /// <value>0 to 1 hour. Default: 30 seconds, so the last of five tries comes after an hour and a half.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest a request may take, from connecting to the last byte.</summary>
    /// <value>1 second to 5 minutes. Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two requests to one host, from the end of one to the start of the next, by whichever fetcher. A host that asks for
    /// more, by <c>Crawl-delay</c> or status 429, gets it.</summary>
    /// <value>0 to 1 hour. Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HostInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hosts asked at the same time by one process.</summary>
    /// <value>1 to 1,000. Default: 64.</value>
    [Range(1, 1000)]
    public int Hosts { get; init; } = 64;

    /// <summary>Whether fetched pages are kept in the database (gzip) for eight weeks, so that everything after fetching can be run again: <c>ingest rerun</c>.</summary>
    /// <value>Default: false.</value>
    public bool KeepPages { get; init; }

    /// <summary>Whether private, loopback and reserved addresses may be fetched. For tests only; refused in production.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateAddresses { get; init; }
}

/// <summary>Checks the ranges.</summary>
[OptionsValidator]
internal sealed partial class FetcherOptionsValidator : IValidateOptions<FetcherOptions>;

/// <summary>Refuses in production what is meant for tests.</summary>
internal sealed class FetcherEnvironmentValidator(IHostEnvironment environment) : IValidateOptions<FetcherOptions>
{
    public ValidateOptionsResult Validate(string? name, FetcherOptions options) =>
        options.AllowPrivateAddresses && environment.IsProduction()
            ? ValidateOptionsResult.Fail("FetcherOptions.AllowPrivateAddresses is for tests; it must be false in Production.")
            : ValidateOptionsResult.Success;
}
