using System.Text;

namespace IngestPipeline.Tagger;

/// <summary>
/// Untagged occurrences of forms that were found elsewhere in the article, longest first. A single word is taken only
/// with a capital, without an untagged capitalised neighbour, and when the article has it in lower case nowhere.
/// Linear in the words times the longest form.
/// </summary>
internal static class SecondPass
{
    private const double ShortConfidence = 0.8;

    /// <param name="reading">The article.</param>
    /// <param name="found">Its names, ascending.</param>
    /// <param name="bodies">Short forms of organisations, which are looked for too.</param>
    public static List<Found> Add(Reading reading, List<Found> found, IEnumerable<string> bodies)
    {
        var words = reading.Words;
        var taken = new bool[words.Length];
        var forms = new Dictionary<string, Found>(StringComparer.Ordinal);
        var upper = new Dictionary<string, Found>(StringComparer.OrdinalIgnoreCase);
        var longest = 1;
        foreach (var name in found)
        {
            taken.AsSpan(name.First, name.Last - name.First + 1).Fill(true);
            var form = name.Form(words);
            forms.TryAdd(form, name);
            if (form.Length > 3 || !form.AsSpan().ContainsAnyInRange('a', 'z')) upper.TryAdd(form, name);
            longest = Math.Max(longest, name.Last - name.First + 1);
        }

        foreach (var form in bodies)
        {
            var body = new Found(0, 0, NameType.Organisation, ShortConfidence);
            forms.TryAdd(form, body);
            upper.TryAdd(form, body);
            longest = Math.Max(longest, form.AsSpan().Count(' ') + 1);
        }

        for (var at = 0; at < words.Length; at++)
        {
            if (taken[at] || words[at].Kind != TokenKind.Word) continue;
            var last = Match(reading, taken, words[at].Styled && words[at].IsCapitals ? upper : forms, at, longest, out var like);
            if (last < at) continue;
            found.Add(new Found(at, last, like.Type, Math.Round(like.Confidence * 0.95, 2)));
            taken.AsSpan(at, last - at + 1).Fill(true);
        }

        found.Sort((a, b) => a.First.CompareTo(b.First));
        return found;
    }

    private static int Match(Reading reading, bool[] taken, Dictionary<string, Found> forms, int at, int longest, out Found like)
    {
        var words = reading.Words;
        var last = -1;
        like = default;
        var key = new StringBuilder();
        for (var i = at; i < words.Length && i - at < longest && !taken[i] && words[i].Sentence == words[at].Sentence; i++)
        {
            if (i > at) key.Append(' ');
            if (forms.TryGetValue(key.Append(words[i].Text).ToString(), out var found) && (i > at || IsFree(reading, taken, at)))
                (last, like) = (i, found);
        }

        return last;
    }

    private static bool IsFree(Reading reading, bool[] taken, int at)
    {
        var words = reading.Words;
        var word = words[at];
        if (!word.IsCapitalised || word.In(Lists.NotName) || (reading.OccursInLowerCase(word.Text) && !IsAcronym(words, at))) return false;
        if (word.Styled) return true;
        return !Blocks(words, taken, at - 1, word.Sentence, before: true) && !Blocks(words, taken, at + 1, word.Sentence, before: false);
    }

    /// <summary>Capitals beside a word that is not in capitals: <c>WHO Declares</c> is not who.</summary>
    private static bool IsAcronym(Word[] words, int at) =>
        words[at].IsCapitals && (HasLower(words, at, at + 1) || HasLower(words, at, at - 1));

    private static bool HasLower(Word[] words, int at, int beside) =>
        beside >= 0 && beside < words.Length && words[beside].Sentence == words[at].Sentence && words[beside].Text.AsSpan().ContainsAnyInRange('a', 'z');

    private static bool Blocks(Word[] words, bool[] taken, int at, int sentence, bool before) =>
        at >= 0 && at < words.Length && words[at].Sentence == sentence && words[at].IsCapitalised && !taken[at]
        && !words[at].In(Lists.Title | Lists.Modifier | Lists.Calendar) && !(before && words[at].Opens);
}
