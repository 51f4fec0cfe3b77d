namespace IngestPipeline.Fetcher;

/// <summary>How much prose a piece of text is.</summary>
internal static class Prose
{
    /// <summary>Characters, a run of white space as one and an ideograph as two; and the marks that prose has and labels have not.</summary>
    public static (int Letters, int Stops) Count(string data)
    {
        var (letters, stops, blank) = (0, 0, true);
        foreach (var c in data)
        {
            var white = char.IsWhiteSpace(c);
            if (!white || !blank) letters += c >= '\u3040' && !white ? 2 : 1;
            if (c is ',' or '.' or '，' or '、' or '。' or '،' or ';') stops++;
            blank = white;
        }

        return (letters, stops);
    }
}
