namespace IngestPipeline.Tagger;

/// <summary>
/// Mentions into entities. Persons: variants of a full name first (John F. Kerry, John Kerry), then short names.
/// Organisations and places: one form, one entity; forms of one link row (US, United States) and an acronym with what
/// it stands for are one too.
/// </summary>
internal static class Clusters
{
    public static List<Cluster> Of(Reading reading, List<Found> found)
    {
        var words = reading.Words;
        var variants = Variants(found, words);
        var shorts = ShortNames.Resolve(reading, [.. variants.Values.Distinct()]);
        found = AddShorts(reading, found, shorts);
        var acronyms = Acronyms.Introduced(words, found);
        var clusters = new Dictionary<(NameType, string), Cluster>();
        var order = new List<Cluster>();
        foreach (var name in found)
        {
            var form = name.Form(words);
            var (key, ambiguous) = name.Type == NameType.Person ? PersonKey(form, variants, shorts) : (OtherKey(form, name.Type, acronyms), false);
            if (!clusters.TryGetValue((name.Type, key), out var cluster))
            {
                cluster = new Cluster(name.Type) { IsAmbiguous = ambiguous };
                clusters.Add((name.Type, key), cluster);
                order.Add(cluster);
            }

            cluster.Mentions.Add(name);
            cluster.Forms.Add(form);
        }

        return order;
    }

    private static (string Key, bool Ambiguous) PersonKey(string form, Dictionary<string, string> variants, Dictionary<string, string?> shorts)
    {
        if (variants.TryGetValue(form, out var full)) return (full, false);
        return shorts.TryGetValue(form, out var name) ? (name ?? form, name is null) : (form, false);
    }

    private static string OtherKey(string form, NameType type, Dictionary<string, string> acronyms)
    {
        var full = acronyms.GetValueOrDefault(form, form);
        return type == NameType.Nationality ? full : Links.Key(full, type) ?? full;
    }

    /// <summary>Each full name of a person to the fullest form of it in the article.</summary>
    private static Dictionary<string, string> Variants(List<Found> found, Word[] words)
    {
        var forms = found.Where(name => name.Type == NameType.Person && name.Last > name.First).Select(name => name.Form(words)).Distinct()
            .OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal).ToList();
        var variants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var form in forms)
        {
            var parts = ShortNames.Parts(form);
            if (parts.Length < 2) continue;
            var longer = variants.Values.Distinct().Where(full => IsVariant(parts, ShortNames.Parts(full))).Take(2).ToList();
            variants[form] = longer.Count == 1 ? longer[0] : form;
        }

        return variants;
    }

    /// <summary>The same words in the same order, some left out, the last kept.</summary>
    private static bool IsVariant(string[] parts, string[] full)
    {
        if (parts[^1] != full[^1] && !(parts.Length >= 2 && parts.AsSpan().SequenceEqual(full.AsSpan(0, Math.Min(parts.Length, full.Length))))) return false;
        var at = 0;
        foreach (var part in full)
            if (at < parts.Length && (part == parts[at] || (parts[at] is [_, '.'] && part[0] == parts[at][0]))) at++;
        return at == parts.Length;
    }

    /// <summary>Short names that recognition did not see: Lam at the start of a sentence.</summary>
    private static List<Found> AddShorts(Reading reading, List<Found> found, Dictionary<string, string?> shorts)
    {
        var words = reading.Words;
        var taken = new bool[words.Length];
        foreach (var name in found) taken.AsSpan(name.First, name.Last - name.First + 1).Fill(true);
        var all = new List<Found>(found);
        for (var i = 0; i < words.Length; i++)
            if (!taken[i] && shorts.ContainsKey(words[i].Text) && MayStandAlone(reading, taken, i))
                all.Add(new Found(i, i, NameType.Person, 0.8));
        all.Sort((a, b) => a.First.CompareTo(b.First));
        return all;
    }

    private static bool MayStandAlone(Reading reading, bool[] taken, int at)
    {
        var words = reading.Words;
        var word = words[at];
        if (!word.IsCapitalised || word.In(Lists.NotName | Lists.Calendar)) return false;
        if (word.In(Lists.Common) && (word.Opens || reading.OccursInLowerCase(word.Text))) return false;
        if (word.Styled) return !word.In(Lists.Common);
        return !Capital(words, taken, at + 1, word.Sentence) && (!Capital(words, taken, at - 1, word.Sentence) || words[at - 1].In(Lists.Title | Lists.Modifier) || words[at - 1].Opens);
    }

    private static bool Capital(Word[] words, bool[] taken, int at, int sentence) =>
        at >= 0 && at < words.Length && words[at].Sentence == sentence && words[at].IsCapitalised && !taken[at];
}
