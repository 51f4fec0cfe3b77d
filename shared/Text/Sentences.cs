using System.Buffers;

namespace IngestPipeline.Text;

/// <summary>Where sentences begin and end.</summary>
/// <remarks>
/// One pass over the text: a stop with its closing quotes, before white space and what can begin a sentence, ends one unless
/// <see cref="FullStop"/> says that it belongs to a word. The marks of scripts without capitals need no white space after
/// them. A blank line always ends a sentence, a line break where <see cref="LineBreak"/> says so. Linear: each run of marks and of white space is
/// looked at once, and a closing bracket is sought no further than a line's length. Weakness: text in lower case throughout is one sentence.
/// </remarks>
public static class Sentences
{
    private const string Stops = ".?!…";
    private const string WideStops = "。！？｡؟۔।॥։።፧။។";
    private const string WideGoesOn = "，、；,;:と";
    private const string Quotes = "\"'“”‘’„‚«»‹›";
    private const string Closers = Quotes + ")]}」』）";
    private const string Openers = Quotes + "¿¡「『（([•●▪*$€£¥₹#@";
    private const string Dashes = "-–—";
    private const int LongestBracket = 240;
    private const int LongestPrefix = 6;

    private static readonly SearchValues<char> Marks = SearchValues.Create(Stops + WideStops + "\n()");
    private static readonly SearchValues<char> GreekMarks = SearchValues.Create(Stops + WideStops + "\n();\u037E");

    /// <summary>Splits a text into sentences.</summary>
    /// <param name="text">Any text; may be empty.</param>
    /// <param name="language">BCP 47; empty or <c>und</c> where it is unknown.</param>
    /// <returns>UTF-16 offsets, ends exclusive, ascending, not overlapping, without the white space around; together they hold every
    /// character that is not white space.</returns>
    public static IReadOnlyList<(int Start, int End)> Split(string text, string language = "und")
    {
        var found = new List<(int, int)>();
        var (words, lines) = (SentenceWords.Of(language), new LineBreak(text));
        var marks = language is "el" || language.StartsWith("el-", StringComparison.Ordinal) ? GreekMarks : Marks;
        var (start, bracket) = (Next(text, 0), -1);
        for (var at = start; at < text.Length;)
        {
            var mark = text.AsSpan(at).IndexOfAny(marks);
            if (mark < 0) break;
            at += mark;
            if (text[at] is '(' or ')')
            {
                // A bracket that is a sentence of its own may hold several.
                bracket = text[at] == '(' && at > start ? at : -1;
                at++;
                continue;
            }

            var (end, after) = text[at] == '\n' ? (lines.Ends(at) ? at : -1, at + 1) : StopEnds(text, start, at, bracket >= 0, words);
            at = after;
            if (end < 0) continue;
            Add(found, text, start, end);
            (start, bracket) = (Next(text, end), -1);
            at = Math.Max(at, start);
        }

        Add(found, text, start, text.Length);
        return found;
    }

    private static void Add(List<(int, int)> found, string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (end > start) found.Add((start, end));
    }

    private static int Next(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    // The end after the stops at an offset and what closes with them, or -1 when no sentence ends there; and where to look on.
    private static (int End, int After) StopEnds(string text, int start, int at, bool inBracket, SentenceWords words)
    {
        var after = at + 1;
        var wide = WideStops.Contains(text[at]);
        while (after < text.Length && (Stops.Contains(text[after]) || WideStops.Contains(text[after]))) wide |= WideStops.Contains(text[after++]);
        var end = Closed(text, after);
        if (end == text.Length) return (end, end);
        if (wide) return (WideGoesOn.Contains(text[end]) ? -1 : end, after);
        if (!char.IsWhiteSpace(text[end])) return (-1, after);

        var next = Next(text, end);
        if (next == text.Length) return (end, text.Length);
        if (!CanOpen(text, start, next)) return (-1, after);
        var closed = text.AsSpan(after, end - after);
        if (inBracket && !closed.Contains(')') && ClosesLater(text, end)) return (-1, after);
        var ofWord = text[at] == '.' && after == at + 1 && (closed.IsEmpty || closed[0] is ')' or ']') && FullStop.BelongsToWord(text, start, at, next, words);
        return (ofWord ? -1 : end, after);
    }

    // Behind closing quotes and brackets, French quotes after a blank, and the numbers of notes: [6].
    private static int Closed(string text, int at)
    {
        while (at < text.Length)
        {
            var blank = text[at] is ' ' or '\u00A0' or '\u202F' && at + 1 < text.Length ? 1 : 0;
            var c = text[at + blank];
            if (c == '[' && Note(text, at + blank) is > 0 and var note) at = note;
            else if (blank == 0 ? Closers.Contains(c) && !Opens(text, at) : c is '»' or '›' && (at + 2 == text.Length || char.IsWhiteSpace(text[at + 2]))) at += blank + 1;
            else break;
        }

        return at;
    }

    // What closes in one language opens in another: it opens when a word follows.
    private static bool Opens(string text, int at) => "“‘„‚«‹".Contains(text[at]) && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);

    private static int Note(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at < 4 && char.IsAsciiDigit(text[end])) end++;
        return end > at + 1 && end < text.Length && text[end] == ']' ? end + 1 : -1;
    }

    private static bool CanOpen(string text, int start, int next)
    {
        var c = text[next];
        if (char.IsUpper(c) || char.IsDigit(c) || Openers.Contains(c)) return true;

        // Dialogue: who speaks is told after a dash too, so a dash opens a sentence only where one opened the sentence before.
        if (Dashes.Contains(c)) return Dashes.Contains(text[start]);
        if (!char.IsLower(c)) return char.IsLetter(c) || char.IsHighSurrogate(c);

        // iPhone, wikiHow.
        var end = next + 1;
        while (end < text.Length && end - next < LongestPrefix && char.IsLower(text[end])) end++;
        return end < text.Length && char.IsUpper(text[end]);
    }

    private static bool ClosesLater(string text, int from)
    {
        var rest = text.AsSpan(from, Math.Min(LongestBracket, text.Length - from));
        var at = rest.IndexOfAny("()\n");
        return at >= 0 && rest[at] == ')';
    }
}
