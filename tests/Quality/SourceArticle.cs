using System.Globalization;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality;

/// <summary>An article that copies are made of.</summary>
/// <param name="Words">White-space tokens of the text.</param>
internal sealed record SourceArticle(string Id, string Title, string Text, int Words)
{
    // A document that shares so much with another is no base: its copies would have two originals.
    private const double Entangled = 0.20;

    /// <param name="file">JSON Lines, also <c>.gz</c>, with <c>id</c>, <c>title</c>, <c>text</c>.</param>
    public static IReadOnlyList<SourceArticle> Read(FileInfo file) =>
        [.. Lines(file).Select(line => JsonNode.Parse(line)!).Select(article => Of((string)article["id"]!, (string?)article["title"] ?? "", (string)article["text"]!))];

    public static SourceArticle Of(string id, string title, string text) =>
        new(id, title, text, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    /// <param name="pairs">Tab-separated with a head line: two ids, containment of the first in the second, the other way.</param>
    /// <returns>Ids of the documents that share a fifth of either text with another.</returns>
    public static IReadOnlySet<string> EntangledOf(FileInfo pairs) =>
        Lines(pairs).Skip(1).Select(line => line.Split('\t'))
            .Where(fields => Share(fields[2]) >= Entangled || Share(fields[3]) >= Entangled)
            .SelectMany(fields => fields[..2]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Lines of a text file that are not empty.</summary>
    public static IEnumerable<string> Lines(FileInfo file) => Packed.Lines(file.FullName).Where(line => line.Length > 0);

    public static double Share(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
