namespace IngestPipeline.Tagger;

/// <summary>
/// Other names that the article itself introduces: in brackets after a name (<c>Pakistan Muslim League-Nawaz (PML-N)</c>), or after
/// <c>known as</c>, <c>called</c> and the like. One pass over the names. Weakness: initials that are never introduced.
/// </summary>
internal static class Aliases
{
    /// <summary>Words at most between a name and the other one that "known as" leads to.</summary>
    private const int Farthest = 8;

    /// <summary>Words at most in brackets.</summary>
    private const int LongestInBrackets = 5;

    /// <summary>Each introduced form to the form of the name it stands for, within a type.</summary>
    /// <param name="words">The article's.</param>
    /// <param name="found">Its names, ascending.</param>
    public static Dictionary<(NameType Type, string Form), string> Introduced(Word[] words, List<Found> found)
    {
        var aliases = new Dictionary<(NameType, string), string>();
        for (var i = 0; i < found.Count; i++)
        {
            var name = found[i];
            if (InBrackets(words, name) is { } other)
                aliases.TryAdd((name.Type, other.Form(words)), name.Form(words));
            if (i == 0 || found[i - 1] is var before && (before.Type != name.Type || !IsKnownAs(words, before, name))) continue;
            aliases.TryAdd((name.Type, name.Form(words)), found[i - 1].Form(words));
        }

        return aliases;
    }

    /// <summary>What stands in brackets right behind a name, when it can be its short form: letters in capitals, or a name of one word that shares the first letter.</summary>
    public static Found? InBrackets(Word[] words, Found name)
    {
        var at = name.Last + 1;
        if (name.Type is not (NameType.Organisation or NameType.Place) || name.Last == name.First || at >= words.Length || !words[at].Is("(")) return null;
        var end = at + 1;
        while (end < words.Length && end - at <= LongestInBrackets && !words[end].Is(")")) end++;
        if (end >= words.Length || !words[end].Is(")") || end == at + 1 || !words[at + 1].IsCapitalised) return null;
        var isLetters = words[at + 1].IsCapitals && (name.Last - name.First > 1 || SharesInitial(words, name, words[at + 1]));
        if (!isLetters && !(end == at + 2 && SharesInitial(words, name, words[at + 1]) && !words[at + 1].In(Lists.SurePlace | Lists.Demonym | Lists.Calendar))) return null;
        return new Found(at + 1, end - 1, name.Type, name.Confidence);
    }

    /// <summary>Where a name begins whose letters stand behind it: further left, when only there a capitalised word of the same run has the first letter.</summary>
    public static int Beginning(Word[] words, Found name, Found letters)
    {
        var initial = words[letters.First].Text[0];
        if (!words[letters.First].IsCapitals || words[name.First].Text[0] == initial) return name.First;
        for (var i = name.First - 1; i >= 0 && name.First - i <= 4 && words[i].IsCapitalised && words[i].Sentence == words[name.First].Sentence; i--)
            if (words[i].Text[0] == initial) return i;
        return name.First;
    }

    private static bool SharesInitial(Word[] words, Found name, Word other)
    {
        for (var i = name.First; i <= name.Last; i++)
            if (words[i].IsCapitalised && words[i].Text[0] == other.Text[0]) return true;
        return false;
    }

    private static bool IsKnownAs(Word[] words, Found name, Found other)
    {
        var last = other.First - 1;
        if (last - name.Last > Farthest || last <= name.Last || words[name.Last].Sentence != words[other.First].Sentence) return false;
        if (words[last].Text is "nicknamed" or "dubbed" or "alias" or "aka" || (words[last].Is("called") && words[last - 1].Text is "also" or "commonly" or "popularly" or "often")) return true;
        if (!words[last].Is("as")) return false;
        for (var i = name.Last + 1; i < last; i++)
            if (words[i].Is("known")) return true;
        return false;
    }
}
