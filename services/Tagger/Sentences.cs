namespace IngestPipeline.Tagger;

/// <summary>
/// Where sentences end, over tokens: a hard break at a blank line, else a full stop, question or exclamation mark
/// before something that can open a sentence. An abbreviation's dot is part of its token and so never a break,
/// save <c>U.S.</c> and the like before a frequent opening word. Linear.
/// </summary>
internal static class Sentences
{
    /// <summary>For each token whether it opens a sentence.</summary>
    public static bool[] Openings(string text, List<Token> tokens)
    {
        var opens = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
            opens[i] = i == 0 || HardBreak(text, tokens[i - 1], tokens[i]) || Ended(text, tokens, i);
        return opens;
    }

    private static bool HardBreak(string text, Token before, Token token)
    {
        var gap = text.AsSpan(before.End, token.Start - before.End);
        var first = gap.IndexOf('\n');
        if (first < 0) return false;
        return gap[(first + 1)..].Contains('\n') || text[before.End - 1] is '.' or '!' or '?' or '"' or '”' or ':' || char.IsUpper(text[token.Start]);
    }

    private static bool Ended(string text, List<Token> tokens, int at)
    {
        var token = tokens[at];
        if (!CanOpen(text[token.Start])) return false;
        var stop = at - 1;
        while (stop > 0 && at - stop < 4 && IsClosing(text[tokens[stop].Start])) stop--;
        if (tokens[stop].End == tokens[at].Start) return false;
        var last = text[tokens[stop].End - 1];
        if (last is '!' or '?' or '…' or '。') return true;
        if (last != '.') return false;
        if (tokens[stop].Kind == TokenKind.Mark) return tokens[stop].Length == 1 || char.IsUpper(text[token.Start]);
        var word = text.AsSpan(token.Start, token.Length);
        return tokens[stop].Length > 2 && Words.Openers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static bool IsClosing(char c) => c is '"' or '”' or '’' or '\'' or ')' or ']' or '»';

    private static bool CanOpen(char c) =>
        char.IsUpper(c) || char.IsDigit(c) || c is '"' or '“' or '‘' or '\'' or '(' or '[' or '«' or '—' or '–' || c > 0x2E80;
}
