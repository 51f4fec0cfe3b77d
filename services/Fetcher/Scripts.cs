namespace IngestPipeline.Fetcher;

/// <summary>Languages that their script gives away. Source: the blocks of the Unicode Standard; telling letters from general knowledge.</summary>
internal static class Scripts
{
    private static readonly (char From, char To, string Script)[] Blocks =
    [
        ('\u0370', '\u03FF', "el"), ('\u0400', '\u052F', "cyrillic"), ('\u0530', '\u058F', "hy"), ('\u0590', '\u05FF', "he"),
        ('\u0600', '\u077F', "arabic"), ('\u0900', '\u097F', "hi"), ('\u0980', '\u09FF', "bn"), ('\u0A00', '\u0A7F', "pa"),
        ('\u0A80', '\u0AFF', "gu"), ('\u0B80', '\u0BFF', "ta"), ('\u0C00', '\u0C7F', "te"), ('\u0C80', '\u0CFF', "kn"),
        ('\u0D00', '\u0D7F', "ml"), ('\u0D80', '\u0DFF', "si"), ('\u0E00', '\u0E7F', "th"), ('\u0E80', '\u0EFF', "lo"),
        ('\u1000', '\u109F', "my"), ('\u10A0', '\u10FF', "ka"), ('\u1200', '\u139F', "am"), ('\u1780', '\u17FF', "km"),
        ('\u3040', '\u30FF', "kana"), ('\u3400', '\u9FFF', "han"), ('\uAC00', '\uD7A3', "ko"),
    ];

    /// <summary>The language, or null for the Latin and Cyrillic scripts, which many share, and for none.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var letters = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (Script(c) is { } script) counts[script] = counts.GetValueOrDefault(script) + 1;
        }

        if (counts.Count == 0) return null;
        var (kana, han, hangul) = (counts.GetValueOrDefault("kana"), counts.GetValueOrDefault("han"), counts.GetValueOrDefault("ko"));
        if (2 * (kana + han + hangul) > letters)
            return 2 * hangul > kana + han ? "ko" : 10 * kana > han ? "ja" : "zh";

        var top = counts.MaxBy(count => count.Value);
        if (2 * top.Value <= letters) return null;
        return top.Key switch { "cyrillic" => null, "arabic" => Arabic(text), var language => language };
    }

    /// <summary>Whether the text is in a script whose every character is a word or a syllable.</summary>
    public static bool IsDense(ReadOnlySpan<char> text)
    {
        var dense = 0;
        foreach (var c in text)
        {
            if (Script(c) is "kana" or "han" or "ko") dense++;
        }

        return dense >= 6;
    }

    private static string? Script(char c)
    {
        if (c < '\u0370') return null;
        foreach (var (from, to, script) in Blocks)
        {
            if (c >= from && c <= to) return script;
        }

        return null;
    }

    private static string Arabic(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('ٹ', 'ڑ', 'ے') >= 0) return "ur";
        return text.IndexOfAny('پ', 'چ', 'گ') >= 0 && text.IndexOfAny('ی', 'ک') >= 0 ? "fa" : "ar";
    }
}
