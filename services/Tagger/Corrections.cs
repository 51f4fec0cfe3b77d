namespace IngestPipeline.Tagger;

/// <summary>
/// What is known of names for certain, against what the model makes of them: the link table and the lists, and where a name begins and ends. A rule stands here
/// only where it holds whatever the context. Linear in the names.
/// </summary>
internal static class Corrections
{
    /// <summary>How sure the rules must be of a name that the model did not see.</summary>
    private const double Sure = 0.95;

    /// <summary>
    /// What the rules know better: names of several words in the link table stand, titles apart; other names of that table, and those of several words that
    /// the rules are sure of, stand where the model saw none; what the lists call no name is none.
    /// </summary>
    public static void Apply(Word[] words, List<Found> ruled, byte[] labels)
    {
        foreach (var name in ruled)
        {
            var known = Links.Key(name.Form(words), name.Type) is not null;
            var (first, last) = (name.First, name.Last);
            if (known && last > first)
                (first, last) = Clear(labels, first, last);
            else if (!known && !(last > first && (name.Confidence >= Sure || (Gazetteer.Phrase(name.Form(words)) & Lists.Trusted) != 0)))
                continue;
            if (!labels.AsSpan(first, last - first + 1).ContainsAnyExcept((byte)Labels.Outside)) Labels.Mark(labels.AsSpan(name.First, name.Last - name.First + 1), name.Type);
        }
        foreach (var (first, last, _) in Labels.Names(labels).ToList())
            if (IsNoName(words, first, last)) Clear(labels, first, last);
    }

    /// <summary>First and last word of a name without what does not belong to it; the first is beyond the last when nothing is left.</summary>
    public static (int First, int Last) Trim(Word[] words, int first, int last, NameType type)
    {
        while (first < last && words[first].Kind == TokenKind.Mark) first++;
        if (type == NameType.Person) return (WithoutTitle(words, first, last), last);
        first = WithoutArticle(words, first, last, type);
        return (first, WithoutKind(words, first, last));
    }

    /// <summary>The first word of a person, without an opening word that is a capital by its place only, and without titles; beyond the last when nothing else is left.</summary>
    private static int WithoutTitle(Word[] words, int first, int last)
    {
        if (last > first && IsCapitalByPlace(words[first])) first++;
        var begin = first;
        for (var at = first; at <= last; at++)
        {
            var (end, lists) = Gazetteer.LongestPhrase(words, at, words.Length - 1);
            if (end == at) lists = words[at].Lists & ~(words[at].In(Lists.Given | Lists.Surname) ? Lists.Title : Lists.None);
            if ((lists & Lists.Title) == 0 || end > last) continue;
            (begin, at) = (end + 1, end);
        }
        // A title alone is nobody; a name that only ends like one is kept.
        return begin <= last || words[first..(last + 1)].All(word => !word.IsCapitalised || word.In(Lists.Title | Lists.Modifier | Lists.Known | Lists.Common)) ? begin : first;
    }

    private static bool IsCapitalByPlace(Word word) => word.Opens && word.In(Lists.Common)
        && !word.In(Lists.Given | Lists.FamilyFirst | Lists.Vietnamese | Lists.Known | Lists.Title) && !Words.Particles.Contains(word.Text.ToLowerInvariant());

    /// <summary>The last word of a name, without what it is in small letters: <c>Guangdong province</c>.</summary>
    private static int WithoutKind(Word[] words, int first, int last)
    {
        while (last > first && words[last].Kind == TokenKind.Word && char.IsLower(words[last].Text[0]) && char.IsUpper(words[first].Text[0])) last--;
        return last;
    }

    /// <summary>The first word of a name, without an article before what the link table knows.</summary>
    private static int WithoutArticle(Word[] words, int first, int last, NameType type) =>
        last > first && words[first].Text is "the" or "The" or "THE" && Links.Key(new Found(first + 1, last, default, 0).Form(words), type) is not null ? first + 1 : first;

    private static bool IsNoName(Word[] words, int first, int last) =>
        (last == first ? words[first].Lists : Gazetteer.Phrase(new Found(first, last, default, 0).Form(words))) is var lists && (lists & Lists.NotName) != 0 && (lists & (Lists.Known | Lists.Given)) == 0;

    /// <summary>
    /// Takes out names of a headline whose capitals say nothing, where the body knows their words otherwise: <c>Assad Flees</c>. What the body knows of it is
    /// found again afterwards.
    /// </summary>
    public static void Headline(Reading reading, List<Found> found)
    {
        var words = reading.Words;
        var body = found.Where(name => words[name.First].Field == 1).Select(name => name.Form(words)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        found.RemoveAll(name => words[name.First].Field == 0 && words[name.First].Styled && name.Last > name.First && !body.Contains(name.Form(words))
            && words[name.First..(name.Last + 1)].Any(word => reading.OccursInLowerCase(word.Text) || body.Contains(word.Text)));
    }

    /// <summary>Letters of a road before its number: US 75, US-169.</summary>
    public static bool IsRoad(Word[] words, int last)
    {
        if (!words[last].IsCapitals) return false;
        var number = last + 1 < words.Length && words[last + 1].Is("-") && words[last + 1].Glued ? last + 2 : last + 1;
        return number < words.Length && words[number].Sentence == words[last].Sentence && words[number].Kind == TokenKind.Number && words[number].Text.Length <= 3 && words[last].In(Lists.Country);
    }

    /// <summary>Takes away every name that overlaps.</summary>
    private static (int First, int Last) Clear(byte[] labels, int first, int last)
    {
        while (!Labels.Opens(labels[first])) first--;
        while (!Labels.Closes(labels[last])) last++;
        labels.AsSpan(first, last - first + 1).Fill(Labels.Outside);
        return (first, last);
    }
}
