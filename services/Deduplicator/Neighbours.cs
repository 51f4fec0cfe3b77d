using System.Globalization;

namespace IngestPipeline.Deduplicator;

/// <summary>The articles of other families that are nearest to one, with how near, as one short text: <c>17:0.412 4:0.388</c>.
/// Each pair is kept once, with the one that found the other; a table of pairs took ten times the room.</summary>
internal static class Neighbours
{
    /// <summary>So many are kept.</summary>
    public const int Most = 12;

    public static string Write(IEnumerable<(long Key, double Similarity)> neighbours) => string.Join(' ', neighbours
        .OrderByDescending(neighbour => neighbour.Similarity).ThenBy(neighbour => neighbour.Key).Take(Most)
        .Select(neighbour => string.Create(CultureInfo.InvariantCulture, $"{neighbour.Key}:{neighbour.Similarity:0.000}")));

    public static IEnumerable<(long Key, double Similarity)> Read(string neighbours)
    {
        foreach (var neighbour in neighbours.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = neighbour.IndexOf(':', StringComparison.Ordinal);
            yield return (long.Parse(neighbour.AsSpan(0, colon), CultureInfo.InvariantCulture), double.Parse(neighbour.AsSpan(colon + 1), CultureInfo.InvariantCulture));
        }
    }
}
