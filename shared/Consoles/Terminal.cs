using System.Globalization;
using System.Text;
using Spectre.Console;

namespace IngestPipeline.Consoles;

/// <summary>Text of strangers, safe for a terminal: what would move the cursor, change a colour, retitle a window or turn the
/// direction of writing is shown as what it is, <c>\u001b</c>, and does nothing.</summary>
public static class Terminal
{
    /// <summary>Makes a text of several lines safe: line breaks and tabs stay.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsActive(rune))
                safe.Append(rune);
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }
        return safe.ToString();
    }

    /// <summary>Makes a text safe for one line: blanks of any kind become one space.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">In UTF-16 units, 1 and up; what is longer ends in an ellipsis.</param>
    public static string Line(string text, int longest = int.MaxValue)
    {
        var line = Text(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (line.Length <= longest)
            return line;
        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return $"{line[..end]}…";
    }

    /// <summary>Makes a text safe for one line and for Spectre's markup.</summary>
    /// <param name="text">Any text.</param>
    public static string Markup(string text) => Line(text).EscapeMarkup();

    // Controls (C0, DEL, C1), and the marks of Unicode's bidirectional algorithm: see Unicode
    // Technical Report 36, "Bidirectional text spoofing". Joiners stay, since scripts and emoji need them.
    private static bool IsActive(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}
