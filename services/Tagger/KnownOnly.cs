namespace IngestPipeline.Tagger;

/// <summary>
/// Names of the gazetteer alone, longest first: for headlines whose capitals say nothing, and for languages that have
/// no rules of their own.
/// </summary>
internal static class KnownOnly
{
    public static void Take(Word[] words, List<Span> spans, int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            var (end, lists) = Gazetteer.LongestPhrase(words, at, last, Lists.Trusted);
            if (end == at) lists = words[at].Lists;
            if ((lists & Lists.Trusted) == 0 || ((lists & (Lists.Common | Lists.NotName)) != 0 && end == at) || (end == at && words[at].In(Lists.Given))) continue;
            spans.Add(new Span(at, end, Weight(lists)));
            at = end;
        }
    }

    private static Evidence Weight(Lists lists) => new(
        (lists & Lists.Person) != 0 ? Evidence.Sure : 0,
        (lists & Lists.Organisation) != 0 ? 3 : 0,
        (lists & Lists.SurePlace) != 0 ? 3 : 0,
        (lists & Lists.Demonym) != 0 ? 3.5 : 0);
}
