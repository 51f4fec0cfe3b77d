namespace IngestPipeline.Tagger;

/// <summary>
/// Names of an article. <see cref="Rules"/> propose, the <see cref="EntityModel"/> decides, and over the whole article a form gets one type and is found
/// wherever it stands (<see cref="SecondPass"/>). Languages without a model have the rules alone.
/// Source: stacking after Wolpert 1992, the second pass after Ratinov and Roth 2009.
/// </summary>
internal static class Recognition
{
    /// <summary>Names in order of the text; none overlaps another.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="english">Whether there is a model for its language.</param>
    public static List<Found> Find(Reading reading, bool english)
    {
        var ruled = Rules.Find(reading, english);
        return english ? Find(reading, ruled, EntityModel.Shipped) : ruled;
    }

    /// <summary>The same with a model and the names that the rules propose.</summary>
    public static List<Found> Find(Reading reading, List<Found> ruled, EntityModel model)
    {
        var found = new List<Found>(ruled.Count);
        var margins = new int[reading.Words.Length];
        var labels = model.Label(reading, RuledLabels(reading, ruled), margins);
        Corrections.Apply(reading.Words, ruled, labels);
        foreach (var (first, last, type) in Labels.Names(labels))
            if (Corrections.Trim(reading.Words, first, last, type) is var (begin, end) && begin <= end)
                found.Add(new Found(begin, end, type, model.Confidence(margins.AsSpan(first, last - first + 1))));
        Introduced(reading.Words, found);
        Corrections.Headline(reading, found);
        OneType(reading.Words, found);
        var bodies = ShortBodies.Of(reading.Words, found);
        ShortBodies.Retype(reading.Words, found, bodies);
        found = SecondPass.Add(reading, found, bodies.Keys);
        found.RemoveAll(name => Corrections.IsRoad(reading.Words, name.Last));
        return found;
    }

    /// <summary>What the rules found as a label a word.</summary>
    public static byte[] RuledLabels(Reading reading, List<Found> ruled)
    {
        var labels = new byte[reading.Words.Length];
        Array.Fill(labels, (byte)Labels.Outside);
        foreach (var name in ruled) Labels.Mark(labels.AsSpan(name.First, name.Last - name.First + 1), name.Type);
        return labels;
    }

    /// <summary>The short form in brackets has the type of what it abbreviates, and is a name where it was not seen as one.</summary>
    private static void Introduced(Word[] words, List<Found> found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (Aliases.InBrackets(words, found[i]) is not { } other) continue;
            found[i] = found[i] with { First = Aliases.Beginning(words, found[i], other) };
            while (i > 0 && found[i - 1].Last >= found[i].First) found.RemoveAt(--i);
            var next = i + 1;
            while (next < found.Count && found[next].First <= other.Last) found.RemoveAt(next);
            found.Insert(next, other);
        }
    }

    /// <summary>First and last words of persons of two or three words, that are no well-known place or body: alone they are that person.</summary>
    private static HashSet<string> Parts(Word[] words, List<Found> found)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in found)
        {
            if (name.Type != NameType.Person || name.Last == name.First || name.Last - name.First > 2) continue;
            foreach (var at in new[] { name.First, name.Last })
                if (words[at].Text.Length > 1 && !words[at].In(Lists.SurePlace | Lists.Demonym | Lists.Organisation)) parts.Add(words[at].Text);
        }
        return parts;
    }

    /// <summary>Gives all names of one form the type that most of them have, of two as many the one that comes first; a part of a person the person's.</summary>
    private static void OneType(Word[] words, List<Found> found)
    {
        var counts = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var name in found)
        {
            var form = name.Form(words);
            if (!counts.TryGetValue(form, out var count)) counts.Add(form, count = new int[Labels.Types]);
            count[(int)name.Type]++;
        }
        var parts = Parts(words, found);
        for (var i = 0; i < found.Count; i++)
        {
            var count = counts[found[i].Form(words)];
            var type = (NameType)Array.IndexOf(count, count.Max());
            if (found[i].First == found[i].Last && parts.Contains(words[found[i].First].Text)) type = NameType.Person;
            found[i] = found[i] with { Type = type };
        }
    }
}
