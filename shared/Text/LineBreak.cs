namespace IngestPipeline.Text;

/// <summary>Which line breaks end a sentence.</summary>
/// <remarks>
/// A blank line always does. Where some line is longer than anybody wraps by hand, each line is a paragraph, unless what follows begins in lower case. Else
/// the text may be wrapped: a line ends a sentence when it is much shorter than the longest one and something new begins after it.
/// </remarks>
internal sealed class LineBreak(string text)
{
    private const int Wrapped = 100;

    private int longest = -1;

    /// <summary>Whether the line break at an offset ends a sentence.</summary>
    public bool Ends(int at)
    {
        var next = at + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            if (text[next++] == '\n') return true;
        }

        if (next == text.Length || char.IsLower(text[next])) return false;
        if (longest < 0) longest = Longest();
        if (longest > Wrapped) return true;

        // What a full stop at the end of a line says has been decided where it stands.
        var line = text.AsSpan(0, at)[(text.AsSpan(0, at).LastIndexOf('\n') + 1)..].TrimEnd();
        return !line.IsEmpty && line[^1] is not (',' or '.') && line.Length * 5 < longest * 3;
    }

    private int Longest()
    {
        var most = 0;
        foreach (var line in text.AsSpan().Split('\n')) most = Math.Max(most, line.End.Value - line.Start.Value);
        return most;
    }
}
