using System.Text;

namespace IngestPipeline.Quality;

/// <summary>
/// A text as a language without spaces would write it: every word becomes one to three characters, always the same, a short
/// word few; figures and paragraphs stay. The words keep their frequencies and their order, so what is known of the copy
/// holds for it as well. Known weakness: no real language; its pairs of characters are more even than those of one.
/// </summary>
internal static class Unspaced
{
    /// <param name="text">Words between white space.</param>
    /// <param name="thai">Thai letters, where a sentence ends with a blank; else Han, where it ends with a full stop of its own.</param>
    public static string Of(string text, bool thai)
    {
        var written = new StringBuilder(text.Length);
        foreach (var (word, after) in Edits.Tokens(text))
        {
            var letters = word.Trim('.', ',', '"', '“', '”', '(', ')', ';', ':', '<', '>');
            written.Append(letters.Any(char.IsAsciiDigit) ? letters : Written(letters, thai));
            if (word.EndsWith('.'))
                written.Append(thai ? " " : "。");
            else if (word.EndsWith(','))
                written.Append(thai ? " " : "，");
            if (after.Contains('\n', StringComparison.Ordinal))
                written.Append("\n\n");
        }
        return written.ToString().Trim();
    }

    private static string Written(string word, bool thai)
    {
        // FNV-1a: the same on every machine, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var c in word.ToLowerInvariant())
            hash = (hash ^ c) * 16777619u;
        var count = thai ? 2 + Math.Min(word.Length / 3, 3) : 1 + Math.Min(word.Length / 5, 2);
        return string.Concat(Enumerable.Range(0, word.Length == 0 ? 0 : count).Select(_ =>
        {
            hash = (hash ^ (hash >> 15)) * 2246822519u;
            return thai ? (char)('ก' + (hash >> 8) % 44) : (char)('一' + (hash >> 8) % 3000);
        }));
    }
}
