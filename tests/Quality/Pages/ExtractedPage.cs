using System.Text.Json.Serialization;
using IngestPipeline.Fetcher;
using IngestPipeline.Text;

namespace IngestPipeline.Quality.Pages;

/// <summary>What the Fetcher makes of a page, as one line; everything null or empty where there is no article.</summary>
internal sealed record ExtractedPage
{
    [JsonPropertyName("file")]
    public required string File { get; init; }

    [JsonPropertyName("title")]
    public string? Title { get; init; }

    [JsonPropertyName("authors")]
    public IReadOnlyList<string> Authors { get; init; } = [];

    [JsonPropertyName("publishedAt")]
    public string? PublishedAt { get; init; }

    [JsonPropertyName("language")]
    public string? Language { get; init; }

    [JsonPropertyName("canonicalUrl")]
    public string? CanonicalUrl { get; init; }

    [JsonPropertyName("text")]
    public string Text { get; init; } = "";

    /// <summary>Why there is no article; null when there is one.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>Reads a page as it came, without its address.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">In any encoding.</param>
    /// <param name="now">The present.</param>
    public static async Task<ExtractedPage> Of(string file, byte[] bytes, DateTimeOffset now)
    {
        try
        {
            var html = Decoding.Decode(bytes, charset: null, html: true).Text;
            var article = await Articles.FromSubmission(new() { Html = html }, new() { Kind = "html" }, now);
            return new()
            {
                File = file,
                Title = article.Headline,
                Authors = [.. article.Authors.Select(author => author.Name)],
                PublishedAt = article.Times.PublishedAt?.ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture),
                Language = article.Language,
                CanonicalUrl = article.CanonicalUrl,
                Text = article.Text,
            };
        }
        catch (NoArticleException none)
        {
            return new() { File = file, Reason = none.Reason };
        }
        catch (UndecodableTextException)
        {
            return new() { File = file, Reason = "undecodable" };
        }
    }
}
