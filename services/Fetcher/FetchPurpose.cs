using System.Text.Json;
using System.Text.Json.Serialization;
using IngestPipeline.Contracts;
using IngestPipeline.Hosting;

namespace IngestPipeline.Fetcher;

/// <summary>Why a page is fetched and what became of it so far: the column <c>job</c> of the table <c>fetches</c>.</summary>
internal sealed record FetchPurpose
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The submission as it came, or as a feed's entry would be dropped.</summary>
    public required HeldMessage Message { get; init; }

    /// <summary>The submission as it was read; with an address.</summary>
    public required SubmitArticle Submission { get; init; }

    /// <summary>How it came in.</summary>
    public required Intake Intake { get; init; }

    /// <summary>What the feed says that named it; null when none did.</summary>
    public FeedEvidence? Evidence { get; init; }

    /// <summary>The trace it belongs to.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Each address a redirect led to, in order.</summary>
    public IReadOnlyList<Uri> Redirects { get; init; } = [];

    /// <summary>As the column holds it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads the column; null for a feed.</summary>
    public static FetchPurpose? Read(string json) => JsonSerializer.Deserialize<FetchPurpose?>(json, Json);
}
