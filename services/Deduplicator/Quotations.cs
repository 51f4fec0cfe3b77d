namespace IngestPipeline.Deduplicator;

/// <summary>
/// Marks the words that stand between double quotation marks, straight or typographic: two reporters who heard the same
/// speech share them without one having copied the other. A paragraph that opens a quotation and does not close it is
/// quoted to its end, as news style continues quotations. Known weakness: single marks as quotation marks are not seen,
/// since they cannot be told from apostrophes without a lexicon.
/// </summary>
internal static class Quotations
{
    /// <param name="text">The text the words are of.</param>
    /// <param name="words">In order of the text.</param>
    /// <returns>One flag a word.</returns>
    public static bool[] Mask(string text, IReadOnlyList<Word> words)
    {
        var mask = new bool[words.Count];
        var inside = false;
        var at = 0;
        for (var word = 0; word < words.Count; word++)
        {
            for (; at < words[word].Start; at++)
                inside = After(text, at, inside);
            mask[word] = inside;
        }
        return mask;
    }

    private static bool After(string text, int at, bool inside) => text[at] switch
    {
        '\n' when at > 0 && text[at - 1] == '\n' => false,
        '“' or '„' or '«' or '「' or '『' => true,
        '”' or '»' or '」' or '』' => false,
        '"' => !inside,
        _ => inside,
    };
}
