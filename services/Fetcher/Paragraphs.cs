using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Finds the paragraphs of plain text.</summary>
/// <remarks>
/// A blank line parts paragraphs. Lines of nearly one length are a hard-wrapped paragraph and are joined; otherwise a line break after a
/// full sentence parts paragraphs too, and in a text without blank lines every line break does unless the next line goes on in lower case.
/// Linear. Weakness: verse in a text without blank lines falls into lines.
/// </remarks>
internal static class Paragraphs
{
    private const int ShortestWrapped = 45;
    private const int LongestWrapped = 100;

    /// <summary>The paragraphs of a text, in order.</summary>
    /// <param name="text">Any text; may be empty.</param>
    /// <returns>None is blank; a single line break may remain inside.</returns>
    public static List<string> Of(string text)
    {
        var blocks = Normalize.ForReading(text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var found = new List<string>();
        foreach (var block in blocks)
        {
            var lines = block.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (IsWrapped(lines)) Unwrap(lines, found);
            else Part(lines, found, blocks.Length == 1);
        }

        return found;
    }

    private static bool IsWrapped(string[] lines)
    {
        if (lines.Length < 3) return false;
        var inner = lines.AsSpan(0, lines.Length - 1);
        var wrapped = 0;
        foreach (var line in inner)
        {
            if (line.Length > LongestWrapped) return false;
            if (line.Length >= ShortestWrapped) wrapped++;
        }

        return wrapped * 10 >= inner.Length * 7;
    }

    private static void Unwrap(string[] lines, List<string> found)
    {
        var longest = lines.Max(line => line.Length);
        var current = "";
        foreach (var line in lines)
        {
            current = current.Length == 0 ? line : $"{current} {line}";
            if (!EndsSentence(line) || line.Length > longest * 0.8) continue;
            found.Add(current);
            current = "";
        }

        if (current.Length > 0) found.Add(current);
    }

    private static void Part(string[] lines, List<string> found, bool everyBreak)
    {
        var current = "";
        foreach (var line in lines)
        {
            if (current.Length > 0 && (EndsSentence(current) || (everyBreak && !char.IsLower(line[0]))))
            {
                found.Add(current);
                current = "";
            }

            current = current.Length == 0 ? line : $"{current}\n{line}";
        }

        if (current.Length > 0) found.Add(current);
    }

    /// <summary>Whether a line ends as sentences do.</summary>
    public static bool EndsSentence(string line)
    {
        var at = line.Length - 1;
        while (at > 0 && "\"'”’»)]」』".Contains(line[at], StringComparison.Ordinal)) at--;
        return at >= 0 && ".!?…。！？".Contains(line[at], StringComparison.Ordinal);
    }
}
