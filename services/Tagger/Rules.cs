namespace IngestPipeline.Tagger;

/// <summary>
/// Names of an article by list and rule, for languages without a model and as what the model hears first. Each capitalised
/// run is cut into pieces with points for each type; the points of a form are added up over the article, so that a form has
/// one type; what stays below the threshold is dropped.
/// Then a second pass finds the kept forms where the first did not see them: at sentence starts and in headlines.
/// Source: the second pass after Ratinov and Roth 2009 ("Design challenges"), the rest of our own; linear.
/// Weakness: unknown single names without a clue nearby.
/// </summary>
internal static class Rules
{
    private const double Threshold = 1.0;
    private const double CommonThreshold = 2.8;

    /// <summary>Names in order of the text; none overlaps another.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="english">Whether the rules fit its language; if not, only names of the lists and a first name with a family name.</param>
    public static List<Found> Find(Reading reading, bool english)
    {
        var spans = new List<Span>();
        var pieces = new Pieces(reading, spans);
        foreach (var (first, last) in Runs.Find(reading.Words))
        {
            if (reading.Words[first].Styled)
                KnownOnly.Take(reading.Words, spans, first, last);
            else if (!english)
                GivenFirst.Take(reading, spans, first, last);
            else
                pieces.Take(first, last);
        }

        var forms = Forms.Weigh(reading, spans);
        var found = new List<Found>(spans.Count);
        foreach (var span in spans)
            if (forms.TryGetValue(Form(reading.Words, span), out var evidence) && Holds(reading, span, evidence))
                found.Add(new Found(span.First, span.Last, evidence.Type, Confidence(evidence)));
        return SecondPass.Add(reading, found, []);
    }

    public static string Form(Word[] words, Span span) => new Found(span.First, span.Last, default, 0).Form(words);

    private static bool Holds(Reading reading, Span span, Evidence evidence)
    {
        if (evidence.Best < Threshold) return false;
        var word = reading.Words[span.First];
        if (span.Count > 1 || word.In(Lists.SurePlace | Lists.Organisation | Lists.Demonym)) return true;
        if (word.Text.Length == 1 || word.In(Lists.NotName | Lists.Calendar)) return false;
        var doubtful = word.In(Lists.Common) || reading.OccursInLowerCase(word.Text);
        if (!doubtful) return true;
        return reading.InMidSentence(word.Text) > 0 && !(word.Opens && reading.OccursInLowerCase(word.Text)) && evidence.Best >= CommonThreshold;
    }

    /// <summary>From points to 0..1: a saturating curve over the best and its lead.</summary>
    private static double Confidence(Evidence evidence)
    {
        var points = Math.Min(evidence.Best, 12) + evidence.Margin;
        return Math.Round(Math.Clamp(0.4 + (points / 25), 0.4, 0.99), 2);
    }
}
