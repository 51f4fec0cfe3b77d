namespace IngestPipeline.Tagger;

/// <summary>
/// Persons in languages without rules of their own: one or two known first names, perhaps particles, then one capitalised word that
/// ends the run; around them names of the gazetteer. Nouns have capitals in German, so a word that reads as an
/// ordinary one, or that another capital follows, is no family name. Linear. Weakness: first names that the lists lack.
/// </summary>
internal static class GivenFirst
{
    private const int ShortestName = 3;
    private const int MostGiven = 2;

    private static readonly string[] NounEndings = ["ung", "ungen", "heit", "keit", "keiten", "schaft", "tion", "tionen", "museum"];

    public static void Take(Reading reading, List<Span> spans, int first, int last)
    {
        var (words, open, before) = (reading.Words, first, spans.Count);
        for (var at = first; at <= last; at++)
        {
            if (reading.OccursInLowerCase(words[at].Text) || End(words, at) is not { } end) continue;
            KnownOnly.Take(words, spans, open, at - 1);
            spans.Add(new Span(at, end, Evidence.For(NameType.Person, 4)));
            open = at = end + 1;
            at--;
        }

        KnownOnly.Take(words, spans, open, last);

        // Without its dots "über" is a company.
        for (var i = spans.Count - 1; i >= before; i--)
            if (spans[i].Count == 1 && !words[spans[i].First].In(Lists.SurePlace) && reading.OccursInLowerCase(words[spans[i].First].Text)) spans.RemoveAt(i);
    }

    private static int? End(Word[] words, int at)
    {
        if (!IsGiven(words[at]) || (at > 0 && words[at - 1].Sentence == words[at].Sentence && words[at - 1].In(Lists.Given) && words[at - 1].IsCapitalised)) return null;
        var next = at + 1;
        while (next < words.Length && next - at < MostGiven && IsGiven(words[next]) && Continues(words, next + 1, words[at].Sentence)) next++;
        while (next < words.Length && Words.Particles.Contains(words[next].Text)) next++;
        return IsFamily(words, next, words[at].Sentence) && !IsFamily(words, next + 1, words[at].Sentence) ? next : null;
    }

    private static bool Continues(Word[] words, int at, int sentence) =>
        IsFamily(words, at, sentence) || (at < words.Length && words[at].Sentence == sentence && Words.Particles.Contains(words[at].Text));

    private static bool IsGiven(Word word) =>
        word.IsCapitalised && !word.IsCapitals && word.Text.Length >= ShortestName && word.In(Lists.Given) && !word.In(Lists.Common | Lists.Calendar | Lists.NotName | Lists.SurePlace);

    private static bool IsFamily(Word[] words, int at, int sentence) =>
        at < words.Length && words[at] is var word && word.Sentence == sentence && word.IsCapitalised && !word.IsCapitals && !word.Opens && word.Text.Length >= ShortestName
        && !word.In(Lists.Calendar | Lists.NotName | Lists.SurePlace | Lists.Organisation | Lists.Demonym)
        && (!word.In(Lists.Common) || word.In(Lists.Family)) && !Array.Exists(NounEndings, ending => word.Text.EndsWith(ending, StringComparison.Ordinal));
}
