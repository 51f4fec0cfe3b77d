using System.Collections.Frozen;

namespace IngestPipeline.Text;

/// <summary>Where sentences begin and end.</summary>
/// <remarks>
/// One pass over the text: a stop with its closing quotes, before white space and what can begin a sentence, ends one unless a veto
/// holds (abbreviation, initial, number, ellipsis before lower case). A blank line always ends one. Rules and their
/// measure: reference of the tagger's tokens. Linear. Weakness: abbreviations of all languages are used together.
/// </remarks>
public static class Sentences
{
    private const string Stops = ".?!…";
    private const string WideStops = "。！？";
    private const string Closers = "\"'”’»)]」』）›";
    private const string Openers = "\"'“‘„«‚([‹¿¡「『（-–—";

    private static readonly FrozenDictionary<string, string> Abbreviations = ReadAbbreviations();

    private static readonly FrozenSet<string> Starters = new[]
    {
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "This", "That", "These", "Those", "There", "In", "On", "At", "But", "And",
        "His", "Her", "Its", "Their", "When", "While", "After", "Before", "If", "As", "For", "However", "Meanwhile", "Some", "Many", "Most",
        "Der", "Die", "Das", "Ein", "Eine", "Er", "Sie", "Es", "Wir", "Im", "Am", "Le", "La", "Les", "Il", "Elle", "El", "Los", "Las", "En",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Months = new[]
    {
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Splits a text into sentences.</summary>
    /// <param name="text">Any text; may be empty.</param>
    /// <returns>UTF-16 offsets, ends exclusive, ascending, not overlapping, without the white space around; together they hold every
    /// character that is not white space.</returns>
    public static IReadOnlyList<(int Start, int End)> Split(string text)
    {
        var found = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '\n' ? LineEnds(text, start, i) ? i : -1 : StopEnds(text, start, i);
            if (end < 0) continue;
            Add(found, text, start, end);
            start = end;
            i = Math.Max(i, end - 1);
        }

        Add(found, text, start, text.Length);
        return found;
    }

    private static void Add(List<(int, int)> found, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (end > start) found.Add((start, end));
    }

    private static bool LineEnds(string text, int start, int i)
    {
        for (var next = i + 1; next < text.Length && char.IsWhiteSpace(text[next]); next++)
        {
            if (text[next] == '\n') return true;
        }

        var last = i - 1;
        while (last > start && char.IsWhiteSpace(text[last])) last--;
        if (last < start) return false;
        return Stops.Contains(text[last]) || Closers.Contains(text[last]) || WideStops.Contains(text[last])
            || (i - start < 60 && !char.IsLetter(text[last]) && text[last] != ',');
    }

    // The end after the stop at i and what closes with it, or -1 when no sentence ends there.
    private static int StopEnds(string text, int start, int i)
    {
        if (WideStops.Contains(text[i])) return Closed(text, i + 1);
        if (!Stops.Contains(text[i])) return -1;

        var after = i + 1;
        while (after < text.Length && Stops.Contains(text[after])) after++;
        var end = Closed(text, after);
        if (end >= text.Length) return text.Length;
        if (!char.IsWhiteSpace(text[end])) return -1;

        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next >= text.Length) return end;
        var starts = char.IsUpper(text[next]) || char.IsDigit(text[next]) || Openers.Contains(text[next])
            || (char.IsLetter(text[next]) && !char.IsLower(text[next]));
        if (!starts) return -1;
        return text[i] == '.' && after == i + 1 && end == after && Vetoed(text, start, i, next) ? -1 : end;
    }

    private static int Closed(string text, int at)
    {
        while (at < text.Length && Closers.Contains(text[at])) at++;
        return at;
    }

    private static bool Vetoed(string text, int start, int stop, int next)
    {
        var from = stop;
        while (from > start && !char.IsWhiteSpace(text[from - 1]) && !Openers.Contains(text[from - 1])) from--;
        var word = text[from..stop];
        var follows = Word(text, next);
        if (word.Length == 1 && char.IsUpper(word[0])) return word[0] != 'I' || from == start;
        if (word.Length is 1 or 2 && word.All(char.IsDigit)) return Months.Contains(follows);
        if (!Abbreviations.TryGetValue(word, out var kind))
            return word.Contains('.', StringComparison.Ordinal) && word.Split('.').All(part => part.Length == 1) && !Starters.Contains(follows);

        return kind switch
        {
            "number" => char.IsDigit(text[next]),
            "maybe" => !Starters.Contains(follows),
            _ => true,
        };
    }

    private static string Word(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return text[at..end];
    }

    private static FrozenDictionary<string, string> ReadAbbreviations()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in new[] { "en", "de", "fr", "es", "it", "pt", "nl" })
        {
            foreach (var line in Resource.Lines(typeof(Sentences).Assembly, $"abbreviations.{language}.txt"))
            {
                var fields = line.Split(' ');
                all.TryAdd(fields[0], fields[1]);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
