namespace IngestPipeline.Text;

/// <summary>Whether a full stop belongs to the word before it (abbreviation, initial, ordinal, number of a list) and so ends no sentence.</summary>
internal static class FullStop
{
    private const string Before = "\"'“”‘’„‚«»‹›([{/-–—¿¡";
    private const int Longest = 24;

    /// <summary>Whether the stop belongs to its word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the sentence begins.</param>
    /// <param name="stop">Where the full stop stands.</param>
    /// <param name="next">Where what follows begins; a capital, a digit, a quote or the like.</param>
    /// <param name="words">The language's.</param>
    public static bool BelongsToWord(string text, int start, int stop, int next, SentenceWords words)
    {
        var from = stop;
        while (from > start && !char.IsWhiteSpace(text[from - 1]) && !Before.Contains(text[from - 1])) from--;
        var word = text.AsSpan(from, stop - from);
        if (word.IsEmpty) return false;
        while (next + 1 < text.Length && Before.Contains(text[next])) next++;
        var follows = Word(text, next);
        var opens = words.IsOpener(follows) && !IsInitial(text, next);
        return Kind(text, start, from, stop, words) switch
        {
            StopKind.Title or StopKind.Inner => true,
            StopKind.Number => char.IsDigit(text[next]) || words.FollowsOrdinal(follows) || IsInitial(text, next) || IsRoman(follows),
            StopKind.Maybe => !opens,
            _ when char.IsDigit(word[0]) => IsOrdinal(word, text, next, from == start, follows, opens, words),
            _ when word.Length == 1 => IsLetterOfName(text, start, from, next, opens, words),
            _ when words.Ordinals && IsRoman(word) => !opens,
            _ => AreLetters(word) && !opens,
        };
    }

    private static bool IsOrdinal(ReadOnlySpan<char> word, string text, int next, bool first, ReadOnlySpan<char> follows, bool opens, SentenceWords words)
    {
        if (word.Length > 3 || word.ContainsAnyExceptInRange('0', '9')) return false;
        if (first) return true;
        return word.Length < 3 && (words.FollowsOrdinal(follows) || (words.Ordinals && char.IsLetter(text[next]) && !opens));
    }

    private static bool IsRoman(ReadOnlySpan<char> word) => word.Length is > 0 and < 8 && !word.ContainsAnyExcept("IVXLC");

    // J. Smith, A. First point, z. B.; but "so do I." and "Plan B. The …".
    private static bool IsLetterOfName(string text, int start, int from, int next, bool opens, SentenceWords words)
    {
        if (!char.IsLetter(text[from])) return false;
        if (from == start || IsInitial(text, next)) return true;
        if (!char.IsUpper(text[from])) return text[from - 1] == '(';
        if (text[from] == 'I' && words.IsOpener("I")) return false;
        return !opens;
    }

    // U.S, с.ш: letters and stops in turn.
    private static bool AreLetters(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word.Length % 2 == 0) return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.') return false;
        }

        return true;
    }

    private static StopKind Kind(string text, int start, int from, int stop, SentenceWords words)
    {
        var word = text.AsSpan(from, stop - from);
        if (word.Length > Longest) return StopKind.None;
        var spaced = Spaced(text, start, from, word, words);
        if (spaced != StopKind.None) return spaced;
        var kind = words.KindOf(word);
        if (kind == StopKind.None) kind = Street(word, words);
        if (kind != StopKind.None || !char.IsUpper(word[0])) return kind;

        // As the first word of a sentence, and in a line of capitals, an abbreviation is written otherwise than in the list.
        Span<char> other = stackalloc char[Longest];
        word.ToLowerInvariant(other);
        if (word.Length > 1 && char.IsUpper(word[1]))
        {
            other[0] = word[0];
            return words.KindOf(other[..word.Length]);
        }

        return from == start && word.Length > 1 ? words.KindOf(other[..word.Length]) : StopKind.None;
    }

    // Hauptstr.: the list has -str.
    private static StopKind Street(ReadOnlySpan<char> word, SentenceWords words) =>
        word.EndsWith("str", StringComparison.Ordinal) && word.Length > 5 ? words.KindOf("-str") : StopKind.None;

    // z. B., p. ej., т. е.: the list has them without the blank.
    private static StopKind Spaced(string text, int start, int from, ReadOnlySpan<char> word, SentenceWords words)
    {
        if (word.Length > 3 || from - 3 < start || !char.IsWhiteSpace(text[from - 1]) || text[from - 2] != '.') return StopKind.None;
        var first = from - 2;
        while (first > start && from - first < 6 && char.IsLetter(text[first - 1])) first--;
        Span<char> joined = stackalloc char[Longest];
        text.AsSpan(first, from - 1 - first).CopyTo(joined);
        word.CopyTo(joined[(from - 1 - first)..]);
        return words.KindOf(joined[..(from - 1 - first + word.Length)]);
    }

    private static bool IsInitial(string text, int at) => at + 1 < text.Length && char.IsLetter(text[at]) && text[at + 1] == '.';

    // With its apostrophe: L', C', Un'.
    private static ReadOnlySpan<char> Word(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 20 && char.IsLetter(text[end])) end++;
        return text.AsSpan(at, end - at + (end < text.Length && end - at < 3 && text[end] == '\'' ? 1 : 0));
    }
}
