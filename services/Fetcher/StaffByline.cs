using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>A byline that names a desk instead of a person: <c>By our staff</c>.</summary>
/// <remarks>Opens as bylines do, holds a word for editors or correspondents before any comma, and every other word there is capitalised or joins.
/// Two capitalised words are a person, who may be called Staff, unless the first is an agency. Weakness: languages that the data lack.</remarks>
internal static partial class StaffByline
{
    private const int Longest = 90;
    private const int MostWords = 10;

    /// <summary>Whether a line is one as a whole.</summary>
    public static bool Is(string line)
    {
        if (line.Length > Longest || Paragraphs.EndsSentence(line) || line.Contains('\n', StringComparison.Ordinal)) return false;
        if ((Wording.Begins("from", line) ?? Wording.Begins("by", line)) is not { } opening || line.Length == opening.Length || line[opening.Length] != ' ') return false;
        var words = Words().Matches(line.Split(',')[0][opening.Length..]).Select(word => word.Value).ToArray();
        if (words is [var given, var last] && char.IsUpper(last[0]) && char.IsUpper(given[0]) && !IsStaff(given) && Agencies.Named(given, "byline") is null) return false;
        return words.Length <= MostWords && Array.Exists(words, IsStaff) && Array.TrueForAll(words, word => IsStaff(word) || char.IsUpper(word[0]) || Wording.Is("joins", word));
    }

    private static bool IsStaff(string word) => Wording.Of("staff").Any(staff => word.EndsWith(staff, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"[\p{L}'’.-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
