namespace IngestPipeline.Tagger;

/// <summary>Acronyms the article introduces: a name, then its initials in brackets, or initials that fit one long name.</summary>
internal static class Acronyms
{
    public static Dictionary<string, string> Introduced(Word[] words, List<Found> found)
    {
        var acronyms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in found)
        {
            var at = name.Last + 1;
            if (name.Type == NameType.Organisation && name.Last > name.First && at + 2 < words.Length && words[at].Is("(") && words[at + 2].Is(")")
                && words[at + 1].IsCapitals && (name.Last - name.First > 2 || words[name.First].Text[0] == words[at + 1].Text[0]))
                acronyms.TryAdd(words[at + 1].Text, name.Form(words));
        }

        return acronyms;
    }
}
