namespace IngestPipeline.Tagger;

/// <summary>Points of each form over the article: its mentions added up, parts of persons and acronyms helped.</summary>
internal static class Forms
{
    public static Dictionary<string, Evidence> Weigh(Reading reading, List<Span> spans)
    {
        var words = reading.Words;
        var forms = new Dictionary<string, Evidence>(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            var form = Rules.Form(words, span);
            forms[form] = forms.GetValueOrDefault(form) + span.Evidence;
        }

        foreach (var span in spans)
        {
            Introduce(words, spans, span, forms);
            var evidence = forms[Rules.Form(words, span)];
            if (span.Count > 1 && evidence.Type == NameType.Person) HelpParts(words, span, forms);
        }

        return forms;
    }

    /// <summary>The first and last word of a person stand for the person.</summary>
    private static void HelpParts(Word[] words, Span span, Dictionary<string, Evidence> forms)
    {
        foreach (var part in new[] { words[span.First], words[span.Last] })
            if (forms.TryGetValue(part.Text, out var evidence) && !part.In(Lists.SurePlace | Lists.Demonym | Lists.Organisation))
                forms[part.Text] = evidence + Evidence.For(NameType.Person, Math.Max(3, evidence.Best - evidence.Person + 1));
    }

    /// <summary>Central Bank of Somewhere (CBS): the letters in brackets have the type of what they abbreviate.</summary>
    private static void Introduce(Word[] words, List<Span> spans, Span span, Dictionary<string, Evidence> forms)
    {
        var at = span.Last + 1;
        if (span.Count < 2 || at + 2 >= words.Length || !words[at].Is("(") || !words[at + 2].Is(")") || !words[at + 1].IsCapitals) return;
        var acronym = words[at + 1].Text;
        if (!forms.TryGetValue(acronym, out var evidence)) return;
        var type = forms[Rules.Form(words, span)].Type;
        forms[acronym] = evidence + Evidence.For(type == NameType.Person ? NameType.Organisation : type, 4);
    }
}
