using System.Globalization;

namespace IngestPipeline.Deduplicator;

/// <summary>A word of a text: what it is, where it stands (UTF-16 offsets, end exclusive), whether it holds a digit and
/// whether it begins with a capital.</summary>
internal readonly record struct Word(ulong Hash, int Start, int End, bool IsNumber, bool IsCapitalised)
{
    public int Length => End - Start;
}

/// <summary>
/// Words as copies are compared by: runs of letters, marks and digits, folded by case and width, so that quotation marks,
/// dashes and capitals make no difference. Scripts written without spaces (Han, kana, Thai) give overlapping character
/// pairs instead, so that the same 3-grams work on them. One pass, no string per word.
/// Known weakness: no stemming, so an inflected copy differs word by word.
/// </summary>
internal static class Words
{
    /// <param name="text">May be empty.</param>
    /// <returns>In order of the text.</returns>
    public static List<Word> Of(string text)
    {
        var words = new List<Word>(text.Length / 6);
        var at = 0;
        while (at < text.Length)
        {
            if (IsUnspaced(text[at]))
                at = Pairs(text, at, words);
            else if (IsWordCharacter(text, at))
                at = Run(text, at, words);
            else
                at++;
        }
        return words;
    }

    private static int Run(string text, int start, List<Word> words)
    {
        var end = start;
        var number = false;
        while (end < text.Length && IsWordCharacter(text, end) && !IsUnspaced(text[end]))
        {
            number |= char.IsDigit(text[end]);
            end++;
        }
        words.Add(new(Fold(text.AsSpan(start, end - start)), start, end, number, char.IsUpper(text[start])));
        return end;
    }

    private static int Pairs(string text, int start, List<Word> words)
    {
        var end = start + 1;
        while (end < text.Length && IsUnspaced(text[end]))
            end++;
        if (end - start == 1)
            words.Add(new(Hashing.Of(text.AsSpan(start, 1)), start, end, false, false));
        for (var at = start; at + 1 < end; at++)
            words.Add(new(Hashing.Of(text.AsSpan(at, 2)), at, at + 2, false, false));
        return end;
    }

    private static ulong Fold(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        Fold(word, folded);
        return Hashing.Of(folded);
    }

    /// <summary>Lower case; full-width Latin letters and digits as the plain ones. Texts come in normal form C.</summary>
    public static void Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        const int FullWidth = '\uFF01' - '!';
        for (var at = 0; at < word.Length; at++)
            folded[at] = char.ToLowerInvariant(word[at] is >= '\uFF01' and <= '\uFF5E' ? (char)(word[at] - FullWidth) : word[at]);
    }

    private static bool IsWordCharacter(string text, int at) => text[at] < 0x80
        ? char.IsAsciiLetterOrDigit(text[at])
        : CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;

    // Han, hiragana, katakana, Thai.
    private static bool IsUnspaced(char c) =>
        c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u3040' and <= '\u30FF') or (>= '\u0E01' and <= '\u0E4E');
}
