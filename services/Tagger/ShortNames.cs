namespace IngestPipeline.Tagger;

/// <summary>
/// Which full name a short one stands for, over the whole article, not left to right. The culture of a name says which
/// end is the short form (family first: Xi of Xi Jinping; Vietnamese: Lam of To Lam; else the last); where only the
/// other end occurs in the article, that end is it; last come the parts between (Lula of Luiz Inácio Lula da Silva). Two full names with the same short form: nobody gets it.
/// Source: the cultures of the project's reference; cost: names times words of the article.
/// Weakness: a family of one surname stays unresolved, and so do nicknames.
/// </summary>
internal static class ShortNames
{
    /// <summary>For each short form the full one, or null where two full names claim it.</summary>
    public static Dictionary<string, string?> Resolve(Reading reading, IReadOnlyCollection<string> fullNames)
    {
        var counts = Count(reading);
        var vietnamese = counts.ContainsKey("Vietnam") || counts.ContainsKey("Vietnamese") || counts.ContainsKey("Hanoi");
        var people = new List<Person>();
        foreach (var name in fullNames)
        {
            var parts = Parts(name);
            if (parts.Length < 2) continue;
            var person = new Person(name, parts);
            person.Short = ShortOf(person, counts, vietnamese);
            people.Add(person);
        }

        var resolved = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var person in people)
            foreach (var form in Forms(person.Short)) Claim(resolved, form, person.Form);
        var others = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var person in people)
            foreach (var form in Forms(person.Other)) Claim(others, form, person.Form);
        Fill(resolved, others);
        var inner = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var person in people)
            foreach (var part in person.Inner)
                foreach (var form in Forms(part)) Claim(inner, form, person.Form);
        Fill(resolved, inner);
        return resolved;
    }

    /// <summary>A part as it is written in a text's tokens; the article of an Arabic name may be left out.</summary>
    private static IEnumerable<string> Forms(string part)
    {
        yield return part.Replace("-", " - ", StringComparison.Ordinal);
        if (!part.StartsWith("al-", StringComparison.OrdinalIgnoreCase) && !part.StartsWith("el-", StringComparison.OrdinalIgnoreCase)) yield break;
        yield return part[3..];
        yield return $"{char.ToUpperInvariant(part[0])}{part[1]} - {part[3..]}";
    }

    private static void Fill(Dictionary<string, string?> resolved, Dictionary<string, string?> claims)
    {
        foreach (var (form, name) in claims)
            if (name is not null) resolved.TryAdd(form, name);
    }

    private static void Claim(Dictionary<string, string?> claims, string form, string name)
    {
        if (!claims.TryAdd(form, name) && claims[form] != name) claims[form] = null;
    }

    private static string ShortOf(Person person, Dictionary<string, int> counts, bool vietnamese)
    {
        var (first, last) = (person.Parts[0], person.Parts[^1]);
        var usual = IsFamilyFirst(person.Parts, vietnamese) ? first : last;
        var other = usual == first ? last : first;
        return counts.GetValueOrDefault(usual) == 0 && counts.GetValueOrDefault(other) > 0 && !Gazetteer.Of(other).HasFlag(Lists.NotName) ? other : usual;
    }

    private static bool IsFamilyFirst(string[] parts, bool vietnamese)
    {
        var first = Gazetteer.Of(parts[0]);
        if ((first & Lists.Vietnamese) != 0 && vietnamese && parts.All(part => part.Length <= 6)) return false;
        if ((first & Lists.FamilyFirst) == 0 || parts.Length > 4) return false;
        return (Gazetteer.Of(parts[^1]) & (Lists.Given | Lists.Family)) == 0 || (first & Lists.Given) == 0;
    }

    /// <summary>The parts of a name that count: without hyphens, initials and suffixes.</summary>
    public static string[] Parts(string form)
    {
        var joined = form.Replace(" - ", "-", StringComparison.Ordinal);
        return [.. joined.Split(' ').Where(part => (Gazetteer.Of(part) & Lists.Suffix) == 0 && part.Length > 1)];
    }

    private static Dictionary<string, int> Count(Reading reading)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = reading.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].IsCapitalised || words[i].In(Lists.NotName)) continue;
            var alone = (i == 0 || !words[i - 1].IsCapitalised || words[i - 1].In(Lists.Title | Lists.Modifier) || words[i - 1].Sentence != words[i].Sentence)
                && (i + 1 == words.Length || !words[i + 1].IsCapitalised || words[i + 1].Sentence != words[i].Sentence);
            if (alone) counts[words[i].Text] = counts.GetValueOrDefault(words[i].Text) + 1;
        }

        return counts;
    }
}
