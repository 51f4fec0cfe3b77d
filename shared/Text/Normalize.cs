using System.Text;

namespace IngestPipeline.Text;

/// <summary>Text in the form that is published and that offsets refer to.</summary>
public static class Normalize
{
    /// <summary>Form C; CRLF and CR become LF; no-break and other typographic spaces become a space; zero-width characters,
    /// soft hyphens and control characters vanish; blanks at line ends go; a run of blank lines becomes one; the ends are
    /// trimmed. Typographic quotes and dashes stay, and so do runs of spaces inside a line.</summary>
    /// <param name="text">Any text; an unpaired surrogate becomes U+FFFD.</param>
    /// <returns>May be empty. Idempotent.</returns>
    public static string ForReading(string text)
    {
        var result = new StringBuilder(text.Length);
        var breaks = 0;
        var blanks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                breaks += c == '\u2029' ? 2 : 1;
                blanks = 0;
                continue;
            }

            if (IsBlank(c)) blanks++;
            if (IsBlank(c) || IsInvisible(text, i)) continue;

            // Blanks are written only before a character, so none is left at the end of a line.
            if (result.Length > 0) result.Append('\n', Math.Min(breaks, 2));
            if (result.Length > 0 || breaks > 0) result.Append(' ', blanks);
            breaks = blanks = 0;
            if (char.IsSurrogate(c)) AppendPair(result, text, ref i);
            else result.Append(c);
        }

        return Nfc.Of(result.ToString().TrimStart(' '));
    }

    private static void AppendPair(StringBuilder result, string text, ref int i)
    {
        if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            result.Append(text[i]).Append(text[++i]);
        else
            result.Append('\uFFFD');
    }

    private static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\u1680' or '\u202F' or '\u205F' or '\u3000' or (>= '\u2000' and <= '\u200A');

    // U+200C and U+200D (joiners) carry meaning in Persian, in Indic scripts and inside emoji; between other letters they are debris.
    private static bool IsInvisible(string text, int i) => text[i] switch
    {
        '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or '\u180E' => true,
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
        '\u200C' or '\u200D' => i == 0 || i + 1 >= text.Length || text[i - 1] < '\u0590' || text[i + 1] < '\u0590',
        var c => char.IsControl(c),
    };
}
