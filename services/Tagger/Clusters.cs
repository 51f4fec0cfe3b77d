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
        var cases = Cases(found, words);
        var variants = Variants(found.Where(name => name.Type == NameType.Person && name.Last > name.First).Select(name => Recase(name.Form(words), cases)));
        var shorts = ShortNames.Resolve(reading, FirstOf(found, words, cases, variants));
        found = AddShorts(reading, found, shorts);
        var aliases = Aliases.Introduced(words, found);
        foreach (var (form, full) in ShortBodies.Of(words, found)) aliases.TryAdd((NameType.Organisation, form), full);
        var clusters = new Dictionary<(NameType, string), Cluster>();
        var order = new List<Cluster>();
        foreach (var name in found)
        {
            var form = Recase(name.Form(words), cases);
            var (key, ambiguous) = name.Type == NameType.Person ? PersonKey(name.First, form, variants, shorts) : (form, false);
            key = OtherKey(aliases.GetValueOrDefault((name.Type, key), key), name.Type);
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

    /// <summary>Each full name with the word at which a form of it first stands.</summary>
    private static List<(string Form, int First)> FirstOf(List<Found> found, Word[] words, Dictionary<string, string> cases, Dictionary<string, string> variants)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in found)
            if (name.Type == NameType.Person && variants.TryGetValue(Recase(name.Form(words), cases), out var full)) first.TryAdd(full, name.First);
        return [.. first.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Each form that is not all capitals, by itself in any case.</summary>
    private static Dictionary<string, string> Cases(List<Found> found, Word[] words)
    {
        var cases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in found)
            if (name.Form(words) is var form && form.AsSpan().ContainsAnyInRange('a', 'z')) cases.TryAdd(form, form);
        return cases;
    }

    /// <summary>HANOI of a headline as Hanoi; acronyms stay.</summary>
    private static string Recase(string form, Dictionary<string, string> cases)
    {
        if (form.Length < 4 || form.AsSpan().ContainsAnyInRange('a', 'z')) return form;
        if (cases.TryGetValue(form, out var mixed)) return mixed;
        var titled = string.Join(' ', form.Split(' ').Select(word => word[0] + word[1..].ToLowerInvariant()));
        return Links.IsKnown(titled) ? titled : form;
    }

    private static (string Key, bool Ambiguous) PersonKey(int at, string form, Dictionary<string, string> variants, Dictionary<string, ShortName> shorts)
    {
        if (variants.TryGetValue(form, out var full)) return (full, false);
        if (!shorts.TryGetValue(form, out var name)) return (form, false);
        return name.At(at) is { } whole ? (whole, false) : (form, true);
    }

    /// <summary>One key for all names of what the link table knows.</summary>
    private static string OtherKey(string form, NameType type) => type is NameType.Nationality or NameType.Person ? form : Links.Key(form, type) ?? form;

    /// <summary>Each full name of a person to the fullest form of it in the article.</summary>
    private static Dictionary<string, string> Variants(IEnumerable<string> fullNames)
    {
        var forms = fullNames.Distinct().OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal).ToList();
        var variants = new Dictionary<string, string>(StringComparer.Ordinal);
        var byEnd = new Dictionary<string, List<(string Form, string[] Parts)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var form in forms)
        {
            var parts = ShortNames.Parts(form);
            if (parts.Length < 2) continue;
            var longer = byEnd.GetValueOrDefault(parts[^1], []).Concat(byEnd.GetValueOrDefault($"{parts[0]} {parts[1]}", []))
                .Where(full => IsVariant(parts, full.Parts)).Select(full => full.Form).Distinct().Take(2).ToList();
            variants[form] = longer.Count == 1 ? longer[0] : form;
            if (longer.Count == 1) continue;
            foreach (var end in new[] { parts[^1], $"{parts[0]} {parts[1]}" })
                if (byEnd.TryGetValue(end, out var list)) list.Add((form, parts));
                else byEnd.Add(end, [(form, parts)]);
        }

        return variants;
    }

    /// <summary>The same words in the same order, some left out, the last kept.</summary>
    private static bool IsVariant(string[] parts, string[] full)
    {
        if (!Same(parts[^1], full[^1]) && !(parts.Length >= 2 && parts.AsSpan().SequenceEqual(full.AsSpan(0, Math.Min(parts.Length, full.Length))))) return false;
        var at = 0;
        foreach (var part in full)
            if (at < parts.Length && (Same(part, parts[at]) || (parts[at] is [_, '.'] && part[0] == parts[at][0]))) at++;
        return at == parts.Length;
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Short names that recognition did not see: Lam at the start of a sentence.</summary>
    private static List<Found> AddShorts(Reading reading, List<Found> found, Dictionary<string, ShortName> shorts)
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
