using System.Collections.Frozen;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>The language of a text.</summary>
/// <remarks>
/// The script decides where it can; then the share of words that are function words of a language. A declaration breaks
/// ties only: templates often declare the wrong one. Linear. Weakness: needs some twenty words, and tells close relatives
/// (Danish and Norwegian, Czech and Slovak) apart by few words.
/// </remarks>
internal static class LanguageGuess
{
    private const int FewestLetters = 20;
    private const int MostCharacters = 20_000;
    private const double SmallestShare = 0.07;
    private const double Margin = 1.15;

    private static readonly FrozenDictionary<string, string[]> Languages = ReadWords();

    /// <summary>Guesses a language.</summary>
    /// <param name="text">Cleaned text; may be empty.</param>
    /// <param name="declared">BCP 47 tag that somebody declared; null when nobody did.</param>
    /// <returns>BCP 47 tag, without region unless the declaration agrees and has one; <c>und</c> when unsure.</returns>
    public static string Of(string text, string? declared)
    {
        var sample = text.Length > MostCharacters ? text.AsSpan(0, MostCharacters) : text;
        var letters = 0;
        foreach (var c in sample)
        {
            if (char.IsLetter(c)) letters++;
        }

        var prior = Tag(declared);
        if (letters < FewestLetters && !Scripts.IsDense(sample)) return "und";
        var found = Scripts.Of(sample) ?? ByWords(sample, prior);
        return prior is not null && prior.Split('-')[0] == found ? prior : found;
    }

    /// <summary>A declared language as a well-formed tag, null when it is none: <c>en_US</c> becomes <c>en-US</c>.</summary>
    public static string? Tag(string? declared)
    {
        if (string.IsNullOrWhiteSpace(declared)) return null;
        var parts = declared.Trim().Split(',')[0].Split(';')[0].Replace('_', '-').Split('-');
        if (parts[0].Length is < 2 or > 3 || !parts.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit))) return null;
        var language = parts[0].ToLowerInvariant() switch { "no" => "nb", "iw" => "he", "in" => "id", var other => other };
        if (!language.All(char.IsAsciiLetter) || language is "und" or "mul" or "zxx") return null;
        return string.Join('-', parts.Skip(1).Select(Subtag).Prepend(language));
    }

    private static string Subtag(string part) => part.Length switch
    {
        2 => part.ToUpperInvariant(),
        4 => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
        _ => part.ToLowerInvariant(),
    };

    private static string ByWords(ReadOnlySpan<char> sample, string? prior)
    {
        var hits = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = 0;
        Span<char> lower = stackalloc char[16];
        var lookup = Languages.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < sample.Length; i++)
        {
            if (!char.IsLetter(sample[i])) continue;
            var start = i;
            while (i < sample.Length && (char.IsLetter(sample[i]) || char.GetUnicodeCategory(sample[i]) == System.Globalization.UnicodeCategory.NonSpacingMark)) i++;
            words++;
            if (i - start > lower.Length) continue;
            var length = sample[start..i].ToLowerInvariant(lower);
            if (!lookup.TryGetValue(lower[..length], out var languages)) continue;
            foreach (var language in languages) hits[language] = hits.GetValueOrDefault(language) + 1;
        }

        var best = hits.OrderByDescending(hit => hit.Value).ThenBy(hit => hit.Key, StringComparer.Ordinal).Take(2).ToArray();
        if (best.Length == 0 || best[0].Value < Math.Max(3, SmallestShare * words)) return "und";
        if (best.Length == 1 || best[0].Value >= Margin * best[1].Value) return best[0].Key;
        var declared = prior?.Split('-')[0];
        return best.Any(hit => hit.Key == declared) ? declared! : "und";
    }

    private static FrozenDictionary<string, string[]> ReadWords() =>
        Resource.Lines(typeof(LanguageGuess).Assembly, "stopwords.txt")
            .Select(line => line.Split(' '))
            .SelectMany(fields => fields.Skip(1).Distinct(StringComparer.Ordinal).Select(word => (Word: word, Language: fields[0])))
            .GroupBy(pair => pair.Word, pair => pair.Language, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
