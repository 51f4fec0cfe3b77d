namespace IngestPipeline.Deduplicator;

/// <summary>
/// Which words of a text tell what it is about rather than how it is put: figures, and names, taken for what stands with
/// a capital elsewhere than at the begin of a sentence, or there before another capital. In a text of which most words
/// have capitals they say nothing, and in a script without them there are none. Known weakness: German nouns are names.
/// </summary>
internal static class Telling
{
    private const double MostCapitalised = 0.6;

    /// <param name="text">The text the words are of.</param>
    /// <param name="words">In order of the text.</param>
    /// <returns>One flag a word.</returns>
    public static bool[] Mask(string text, List<Word> words)
    {
        var mask = new bool[words.Count];
        var capitalised = 0;
        foreach (var word in words)
            capitalised += word.IsCapitalised ? 1 : 0;
        var hasNames = capitalised <= words.Count * MostCapitalised;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            mask[at] = word.IsNumber || (hasNames && word.IsCapitalised && word.Length > 1
                && (!Begins(text, at == 0 ? 0 : words[at - 1].End, word.Start) || (at + 1 < words.Count && words[at + 1].IsCapitalised)));
        }
        return mask;
    }

    // Whether a sentence begins between two words.
    private static bool Begins(string text, int from, int to)
    {
        if (from == 0)
            return true;
        foreach (var c in text.AsSpan(from, to - from))
        {
            if (c is '.' or '!' or '?' or '\n' or '“' or '"' or '„' or '«' or '‘' or ':' or '•' or '-' or '–' or '—')
                return true;
        }
        return false;
    }
}
