using System.Globalization;

namespace IngestPipeline.Fetcher;

/// <summary>The character n-grams of a text, as hashes.</summary>
/// <remarks>
/// A text becomes words of small letters parted by one space; addresses, numbers and other scripts than Latin and Cyrillic
/// are left out. Of each word all runs of one to five characters, the space before and behind it included, are hashed
/// (FNV-1a, then mixed). Linear, nothing allocated. Source: Cavnar and Trenkle, "N-gram-based text categorization", 1994.
/// Weakness: words are looked at one by one, so their order tells nothing.
/// </remarks>
internal ref struct Grams(ReadOnlySpan<char> words)
{
    public const int Longest = 5;

    private readonly ReadOnlySpan<char> words = words;
    private int start;
    private int length;
    private uint hash = 2166136261;

    /// <summary>Hash of the n-gram that was reached.</summary>
    public uint Current { get; private set; }

    public readonly Grams GetEnumerator() => this;

    public bool MoveNext()
    {
        while (start + length >= words.Length || length == Longest || (length > 1 && words[start + length - 1] == ' '))
        {
            start++;
            (length, hash) = (0, 2166136261);
            if (start >= words.Length) return false;
        }

        hash = (hash ^ words[start + length++]) * 16777619;
        Current = Mixed(hash);
        return true;
    }

    /// <summary>The words of a text.</summary>
    /// <param name="text">Text in NFC; may be empty.</param>
    /// <param name="words">Room for two characters more than the text has; begins and ends with a space afterwards.</param>
    /// <param name="letters">How many letters were taken.</param>
    /// <returns>How much of <paramref name="words"/> was filled.</returns>
    public static int Words(ReadOnlySpan<char> text, Span<char> words, out int letters)
    {
        letters = 0;
        var filled = 0;
        words[filled++] = ' ';
        foreach (var range in text.SplitAny(' ', '\n', '\t', '\r', '\u00A0'))
        {
            var token = text[range];
            if (IsAddress(token)) continue;
            foreach (var c in token)
            {
                if (IsTaken(c))
                {
                    words[filled++] = Small(c);
                    letters++;
                }
                else if (words[filled - 1] != ' ')
                {
                    words[filled++] = ' ';
                }
            }

            if (words[filled - 1] != ' ') words[filled++] = ' ';
        }

        return filled;
    }

    private static bool IsAddress(ReadOnlySpan<char> token) =>
        token.Contains('@') || token.Contains("://", StringComparison.Ordinal) || token.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static bool IsTaken(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetter(c),
        < '\u0250' or (>= '\u0400' and < '\u0530') or (>= '\u1E00' and < '\u1F00') => char.IsLetter(c),
        _ => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && c < '\u0370',
    };

    /// <summary>Romanian is written with a cedilla as often as with a comma.</summary>
    private static char Small(char c) => char.ToLowerInvariant(c) switch { 'ș' => 'ş', 'ț' => 'ţ', var small => small };

    private static uint Mixed(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        return hash ^ (hash >> 13);
    }
}
