using System.Globalization;
using IngestPipeline.Text;

namespace IngestPipeline.Tagger;

/// <summary>
/// Text into tokens. One pass, left to right, no look back further than the run of letters in hand; linear.
/// Hyphens part letters (<c>Beijing-based</c>) but not digits (<c>2022-2023</c>); possessives and clitics are tokens
/// of their own; abbreviations, initials, addresses, handles, tags and runs of one mark stay whole; each ideograph stands alone.
/// Weakness: an abbreviation unknown to the list loses its dot, and scripts without spaces are not segmented.
/// </summary>
internal static class Tokens
{
    private static readonly string[] Clitics = ["s", "re", "ve", "ll", "d", "m", "t"];

    public static List<Token> Split(string text, string language)
    {
        var words = SentenceWords.Of(language);
        var tokens = new List<Token>((text.Length / 5) + 4);
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                at++;
                continue;
            }

            var end = Address(text, at);
            var kind = TokenKind.Address;
            if (end == at)
                (end, kind) = Next(text, at, words);
            if (kind == TokenKind.Word)
                end = AddWord(tokens, text, at, end);
            else
                tokens.Add(new Token(at, end, kind));
            at = end;
        }

        return tokens;
    }

    /// <summary>What a token is made of that somebody else cut.</summary>
    /// <param name="token">Not empty.</param>
    public static TokenKind KindOf(string token)
    {
        if (token.Length > 1 && Address(token, 0) == token.Length) return TokenKind.Address;
        if (token.Length > 1 && (IsApostrophe(token[0]) || token is "n't" or "n’t")) return TokenKind.Clitic;
        return Next(token, 0, SentenceWords.Of("en")).Kind;
    }

    private static (int End, TokenKind Kind) Next(string text, int at, SentenceWords words)
    {
        var c = text[at];
        if (IsIdeograph(c)) return (at + 1, TokenKind.Ideograph);
        if (char.IsDigit(c)) return Digits(text, at);
        if (IsLetter(text, at)) return (Letters(text, at, words), TokenKind.Word);
        var clitic = CliticAt(text, at);
        if (clitic > at) return (clitic, TokenKind.Clitic);
        var run = Run(text, at);
        if (run > at + 1) return (run, TokenKind.Mark);
        if (c == '.' && at + 1 < text.Length && char.IsDigit(text[at + 1])) return Digits(text, at + 1);
        var pair = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        return (at + (pair ? 2 : 1), TokenKind.Mark);
    }

    // "--", "...", "!!!", a ruled line: one mark, as the labelled sets have it.
    private static int Run(string text, int at)
    {
        var end = at + 1;
        if (!"-.!?=*_~`'".Contains(text[at])) return end;
        while (end < text.Length && text[end] == text[at]) end++;
        return end;
    }

    private static int AddWord(List<Token> tokens, string text, int start, int end)
    {
        // n't belongs to the clitic, not to the word: did + n't.
        if ((end - start > 1 || (start > 0 && text[start - 1] == ' ')) && text[end - 1] is 'n' && end + 1 < text.Length && IsApostrophe(text[end])
            && text[end + 1] == 't' && (end + 2 == text.Length || !IsLetter(text, end + 2)))
        {
            if (end - start > 1) tokens.Add(new Token(start, end - 1, TokenKind.Word));
            tokens.Add(new Token(end - 1, end + 2, TokenKind.Clitic));
            return end + 2;
        }

        tokens.Add(new Token(start, end, TokenKind.Word));
        return end;
    }

    private static int Letters(string text, int at, SentenceWords words)
    {
        var end = at;
        while (end < text.Length)
        {
            if (IsLetter(text, end) || char.IsDigit(text[end]))
                end += char.IsHighSurrogate(text[end]) ? 2 : 1;
            else if (Joins(text, at, end))
                end++;
            else
                break;
        }

        return end < text.Length && text[end] == '.' && KeepsDot(text, at, end, words) ? end + 1 : end;
    }

    /// <summary>A mark inside a word: U.S, O'Brien, N'Djamena, AT&amp;T; not the apostrophe of a clitic.</summary>
    private static bool Joins(string text, int start, int at)
    {
        var c = text[at];
        if (at + 1 >= text.Length || !IsLetter(text, at + 1) || IsIdeograph(text[at + 1])) return false;
        if (c == '.') return at - start == 1 || (at >= 2 && text[at - 2] == '.') || IsDegree(text, start, at) || IsAddress(text, at);
        if (c == '&') return char.IsUpper(text[at - 1]) && char.IsUpper(text[at + 1]);
        return IsApostrophe(c) && CliticAt(text, at) == at && !(text[at - 1] == 'n' && text[at + 1] == 't');
    }

    // Ph.D., B.Sc.
    private static bool IsDegree(string text, int start, int at) => at - start < 4 && char.IsUpper(text[start]) && at + 2 < text.Length && text[at + 2] == '.';

    // amazon.com, report.pdf: lower case on, where a new sentence would have a capital.
    private static bool IsAddress(string text, int at) =>
        char.IsAsciiLetterLower(text[at + 1]) && at + 2 < text.Length && char.IsAsciiLetterLower(text[at + 2]) && char.IsAsciiLetterOrDigit(text[at - 1]);

    private static bool KeepsDot(string text, int start, int end, SentenceWords words)
    {
        var word = text.AsSpan(start, end - start);
        if (word.Length > 2 && word[^2] == '.') return true;
        if (word.Length == 1 && char.IsUpper(word[0]))
            return end + 1 < text.Length && text[end + 1] is ' ' or '\u00A0' or '-' && word[0] != 'I';

        // "Chapter 3, p. 5", but "step by step p."
        var kind = words.KindOf(word);
        return kind == StopKind.Number && char.IsLower(word[0]) ? end + 2 < text.Length && char.IsDigit(text[end + 2]) : kind != StopKind.None;
    }

    private static int CliticAt(string text, int at)
    {
        if (!IsApostrophe(text[at]) || at == 0) return at;

        // Text that was cut into words before has a blank there: "Iran 's".
        var apart = text[at - 1] == ' ';
        if (!apart && !char.IsLetterOrDigit(text[at - 1])) return at;
        foreach (var clitic in Clitics)
        {
            var end = at + 1 + clitic.Length;
            if (end <= text.Length && string.Compare(text, at + 1, clitic, 0, clitic.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (end == text.Length || (apart ? text[end] == ' ' : !char.IsLetterOrDigit(text[end]))))
                return end;
        }

        // The bare possessive of a plural: workers' rights.
        return !apart && char.ToLowerInvariant(text[at - 1]) == 's' && (at + 1 == text.Length || text[at + 1] == ' ') ? at + 1 : at;
    }

    private static (int End, TokenKind Kind) Digits(string text, int at)
    {
        var end = at;
        var kind = TokenKind.Number;
        while (end < text.Length)
        {
            var c = text[end];
            if (char.IsDigit(c))
                end++;
            else if (IsLetter(text, end) && !IsIdeograph(c))
                (end, kind) = (end + (char.IsHighSurrogate(c) ? 2 : 1), TokenKind.Word);
            else if (c is '.' or ',' or ':' or '-' or '/' && end + 1 < text.Length && char.IsDigit(text[end + 1]))
                end++;
            else
                break;
        }

        return (end, kind);
    }

    private static int Address(string text, int at)
    {
        var c = text[at];
        if (c is '@' or '#')
            return at + 1 < text.Length && (IsLetter(text, at + 1) || text[at + 1] == '_') ? Span(text, at + 1, "_") : at;
        if (c is 'h' or 'H' or 'w' or 'W')
            foreach (var start in new[] { "http://", "https://", "www." })
                if (string.Compare(text, at, start, 0, start.Length, StringComparison.OrdinalIgnoreCase) == 0)
                    return Trimmed(text, at);
        if (!char.IsAsciiLetterOrDigit(c) || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) return at;
        var sign = Span(text, at, "._%+-");
        if (sign >= text.Length - 1 || text[sign] != '@' || !char.IsAsciiLetterOrDigit(text[sign + 1])) return at;
        return Span(text, sign + 1, ".-");
    }

    private static int Span(string text, int at, string marks)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || marks.Contains(text[at]))) at++;
        while (text[at - 1] is '.' or '-') at--;
        return at;
    }

    private static int Trimmed(string text, int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"' or '”')) end++;
        while (text[end - 1] is '.' or ',' or ';' or ':' or ')' or '!' or '?' or '’' or '\'') end--;
        return end;
    }

    private static bool IsLetter(string text, int at)
    {
        var c = text[at];
        if (char.IsLetter(c)) return true;
        if (char.IsHighSurrogate(c) && at + 1 < text.Length) return char.IsLetter(text, at);
        return c >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (< ' ');

    private static bool IsIdeograph(char c) =>
        c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
