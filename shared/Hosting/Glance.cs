using System.Text;
using System.Text.Json;

namespace IngestPipeline.Hosting;

/// <summary>What a body in quarantine tells of itself. It may be anything: nothing here fails.</summary>
/// <param name="IntakeMessageId">Message id of the submission, in the envelope of a later stage; null elsewhere.</param>
/// <param name="Source">Source of the article, else the host of its address.</param>
/// <param name="Subject">Its headline, address or first words.</param>
internal sealed record Glance(string? IntakeMessageId, string? Source, string? Subject)
{
    private const int LongestSubject = 120;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Glance At(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object ? AtObject(json.RootElement) : AtText(body.Span);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return AtText(body.Span);
        }
    }

    private static Glance AtObject(JsonElement body)
    {
        // The envelope of a stage: the article, or what a stage made of it with the article inside.
        var message = Member(body, "message") ?? body;
        var article = Member(message, "article") ?? message;
        var address = Text(article, "canonicalUrl") ?? Text(article, "url");
        return new(
            Member(article, "intake") is { } intake ? Text(intake, "messageId") : null,
            Text(article, "source") ?? Host(address),
            Short(Text(article, "headline") ?? Text(article, "title") ?? address ?? Text(article, "text") ?? Text(article, "html")));
    }

    private static Glance AtText(ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * LongestSubject)]).Trim();
        return new(null, Host(start), Short(start));
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Host(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.Host : null;

    private static string? Short(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length <= LongestSubject ? text : text[..LongestSubject];
}
