using System.Collections.Frozen;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>The wording of page furniture and of pages that are no article, all languages together: articles often stand on pages of another language.</summary>
internal static class Wording
{
    private static readonly string[] Languages = ["all", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "tr", "ja", "zh"];
    private static readonly FrozenDictionary<string, string[]> Kinds = ReadAll();
    private static readonly FrozenDictionary<string, FrozenSet<string>> Whole = Kinds.ToFrozenDictionary(kind => kind.Key, kind => kind.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    // By the letter that a line begins with: most lines begin with none, and every text of a page is asked about.
    private static readonly FrozenDictionary<(string Kind, char First), string[]> Opening = Kinds
        .SelectMany(kind => kind.Value.Select(wording => (Kind: kind.Key, Wording: wording)))
        .GroupBy(one => (one.Kind, char.ToLowerInvariant(one.Wording[0])), one => one.Wording)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Wordings of a kind (see Data/README.md), lower case, longest first.</summary>
    public static string[] Of(string kind) => Kinds[kind];

    /// <summary>Whether a line is just one of the wordings, apart from marks around it.</summary>
    public static bool Is(string kind, string line) => Whole[kind].Contains(Bare(line));

    /// <summary>The wording that a line begins with, followed by no further letter of the same word; null when none.</summary>
    public static string? Begins(string kind, string line)
    {
        if (line.Length == 0 || !Opening.TryGetValue((kind, char.ToLowerInvariant(line[0])), out var wordings)) return null;
        foreach (var wording in wordings)
        {
            if (line.Length >= wording.Length && line.AsSpan(0, wording.Length).Equals(wording, StringComparison.OrdinalIgnoreCase)
                && (line.Length == wording.Length || !char.IsLetterOrDigit(wording[^1]) || !char.IsLetterOrDigit(line[wording.Length])))
                return wording;
        }

        return null;
    }

    /// <summary>Whether one of the wordings stands in a line.</summary>
    public static bool Within(string kind, string line) =>
        Of(kind).Any(wording => line.Contains(wording, StringComparison.OrdinalIgnoreCase));

    private static string Bare(string line) => line.Trim().Trim('*', '»', '«', '>', '|', '-', '–', '—', ':', '.', '…', '[', ']', '(', ')', ' ', '→', '↑', '▲').ToLowerInvariant();

    private static FrozenDictionary<string, string[]> ReadAll() =>
        Languages
            .Select(language => $"furniture.{language}.txt").Concat(Languages[1..].Select(language => $"pages.{language}.txt"))
            .SelectMany(name => Resource.Lines(typeof(Wording).Assembly, name))
            .Select(line => line.Split('\t'))
            .GroupBy(fields => fields[0], fields => fields[1].Trim('\r'), StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.Distinct(StringComparer.Ordinal).OrderByDescending(wording => wording.Length).ToArray(),
                StringComparer.Ordinal);
}
