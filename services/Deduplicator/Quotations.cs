using System.Buffers;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// Marks the words that are quoted: two reporters who heard the same speech share them without one having copied the
/// other. What opens and what closes is told from the blanks around a mark and only then from its shape, since „…“, »…«
/// and ”…” use one mark both ways and de-tokenised copy puts blanks inside straight marks. A paragraph that opens a
/// quotation and does not close it is quoted to its end, one that closes what it did not open from its beginning, as
/// news style continues quotations. Single marks count when they hold three words and end within the paragraph.
/// One pass; paragraphs stand alone. Known weakness: 'the dogs' dinner' in single marks ends after the dogs.
/// </summary>
internal static class Quotations
{
    private const int FewestWordsInSingleMarks = 3;

    // No paragraph of quotation is so long: the other mark was lost.
    private const int LongestWithoutOtherMark = 800;
    private static readonly SearchValues<char> Marks = SearchValues.Create("\"“”„‟«»「」『』＂'‘’\n");

    /// <param name="text">The text the words are of.</param>
    /// <param name="words">In order of the text.</param>
    /// <returns>One flag a word.</returns>
    public static bool[] Mask(string text, IReadOnlyList<Word> words)
    {
        var mask = new bool[words.Count];
        var word = 0;
        foreach (var (start, end) in Spans(text))
        {
            while (word < words.Count && words[word].Start < start)
                word++;
            for (; word < words.Count && words[word].Start < end; word++)
                mask[word] = true;
        }
        return mask;
    }

    private static List<(int Start, int End)> Spans(string text)
    {
        var spans = new List<(int, int)>();
        int paragraph = 0, opened = -1;
        var marked = false;
        for (var at = Next(text, 0); at < text.Length; at = Next(text, at + 1))
        {
            if (text[at] == '\n')
            {
                if (at + 1 < text.Length && text[at + 1] != '\n')
                    continue;
                AddWithoutOtherMark(spans, opened, at);
                (paragraph, opened, marked) = (at + 1, -1, false);
            }
            else if (text[at] is '\'' or '‘' or '’')
            {
                if (opened >= 0 || !OpensSingle(text, at) || ClosesSingle(text, at) is not { } end)
                    continue;
                spans.Add((at, end));
                at = end;
            }
            else if (Opens(text, at, paragraph, opened >= 0))
            {
                // Opened twice: the earlier opening still holds.
                (opened, marked) = (opened < 0 ? at : opened, true);
            }
            else
            {
                if (opened >= 0)
                    spans.Add((opened, at));
                else if (!marked && !IsInch(text, at))
                    AddWithoutOtherMark(spans, paragraph, at);
                (opened, marked) = (-1, true);
            }
        }
        AddWithoutOtherMark(spans, opened, text.Length);
        return spans;
    }

    private static void AddWithoutOtherMark(List<(int, int)> spans, int start, int end)
    {
        if (start >= 0 && end - start <= LongestWithoutOtherMark)
            spans.Add((start, end));
    }

    private static int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(Marks);
        return found < 0 ? text.Length : from + found;
    }

    private static bool Opens(string text, int at, int paragraph, bool inside)
    {
        if (text[at] is '「' or '『')
            return true;
        if (text[at] is '」' or '』')
            return false;
        if (at + 1 >= text.Length || text[at + 1] == '\n')
            return false;
        if (at == paragraph)
            return true;
        var (blankBefore, blankAfter) = (char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '[' or '—', EndsWord(text[at + 1]));
        if (blankBefore != blankAfter)
            return blankBefore;
        return !inside && text[at] is not ('”' or '»');
    }

    private static bool EndsWord(char c) => char.IsWhiteSpace(c) || c is ',' or '.' or ';' or ':' or '!' or '?' or ')' or ']';

    private static bool IsInch(string text, int at) => text[at] == '"' && at > 0 && char.IsDigit(text[at - 1]);

    private static bool OpensSingle(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && at + 1 < text.Length && char.IsLetter(text[at + 1]) && text[at] != '’';

    // Where a single-quoted passage ends: at the first mark beside punctuation, else at the first that no letter follows.
    private static int? ClosesSingle(string text, int open)
    {
        int? first = null;
        for (var at = Next(text, open + 1); at < text.Length && text[at] is '\'' or '’'; at = Next(text, at + 1))
        {
            if (char.IsWhiteSpace(text[at - 1]) || (at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])))
                continue;
            first ??= at;
            if (!char.IsLetterOrDigit(text[at - 1]) || at + 1 == text.Length || !char.IsWhiteSpace(text[at + 1]))
            {
                first = at;
                break;
            }
        }
        return first is { } end && text.AsSpan(open, end - open).Count(' ') >= FewestWordsInSingleMarks - 1 ? end : null;
    }
}
