namespace IngestPipeline.Tagger;

/// <summary>
/// Which full name a short one stands for, over the whole article, not left to right. The culture of a name says which
/// end is the short form (family first: Xi of Xi Jinping; Vietnamese: Lam of To Lam; else the last); where only the
/// other end occurs in the article, that end is it; last come the parts between (Lula of Luiz Inácio Lula da Silva). Two full names with the same short form: the first, until the next is named.
/// Source: the cultures of the project's reference; cost: names times words of the article.
/// Weakness: a family stays unresolved once two of it were named, and so do nicknames.
/// </summary>
internal static class ShortNames
{
    /// <summary>For each short form the full one.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="fullNames">Full names, each with the word at which it first stands.</param>
    public static Dictionary<string, ShortName> Resolve(Reading reading, IReadOnlyCollection<(string Form, int First)> fullNames)
    {
        var alone = Alone(reading);
        var vietnamese = alone.ContainsKey("Vietnam") || alone.ContainsKey("Vietnamese") || alone.ContainsKey("Hanoi");
        var people = new List<Person>();
        foreach (var (name, first) in fullNames)
        {
            var parts = Parts(name);
            if (parts.Length < 2) continue;
            var person = new Person(name, parts, first);
            person.Short = ShortOf(person, alone, vietnamese);
            people.Add(person);
        }

        var resolved = Claimed(reading.Words, people, alone, person => [person.Short]);
        Fill(resolved, Claimed(reading.Words, people, alone, person => [person.Other]));
        Fill(resolved, Claimed(reading.Words, people, alone, person => person.Inner));
        return resolved;
    }

    private static Dictionary<string, ShortName> Claimed(Word[] words, List<Person> people, Dictionary<string, List<int>> alone, Func<Person, IEnumerable<string>> shorts)
    {
        var claims = new Dictionary<string, List<Person>>(StringComparer.Ordinal);
        foreach (var person in people)
            foreach (var form in shorts(person).SelectMany(Forms))
                if (!claims.TryGetValue(form, out var others)) claims.Add(form, [person]);
                else if (others.TrueForAll(other => other.Form != person.Form)) others.Add(person);
        return claims.ToDictionary(claim => claim.Key, claim => Principal(words, claim.Value, alone.GetValueOrDefault(claim.Key)), StringComparer.Ordinal);
    }

    /// <summary>Of several with one short name it means the first, until the article names the next in full: after that nobody can tell.</summary>
    private static ShortName Principal(Word[] words, List<Person> claimants, List<int>? alone)
    {
        if (claimants.Count == 1) return new(claimants[0].Form, int.MaxValue);
        if (alone is [var one, var other, ..] && words[one].Sentence == words[other].Sentence) return new(null, 0);
        var order = claimants.OrderBy(person => person.First).Take(2).ToList();
        return new(order[0].Form, order[1].First);
    }

    /// <summary>A part as it is written in a text's tokens; the article of an Arabic name may be left out.</summary>
    private static IEnumerable<string> Forms(string part)
    {
        yield return part.Replace("-", " - ", StringComparison.Ordinal);
        if (!part.StartsWith("al-", StringComparison.OrdinalIgnoreCase) && !part.StartsWith("el-", StringComparison.OrdinalIgnoreCase)) yield break;
        yield return part[3..];
        yield return $"{char.ToUpperInvariant(part[0])}{part[1]} - {part[3..]}";
    }

    private static void Fill(Dictionary<string, ShortName> resolved, Dictionary<string, ShortName> claims)
    {
        foreach (var (form, name) in claims)
            if (name.Full is not null) resolved.TryAdd(form, name);
    }

    private static string ShortOf(Person person, Dictionary<string, List<int>> alone, bool vietnamese)
    {
        var (first, last) = (person.Parts[0], person.Parts[^1]);
        var usual = IsFamilyFirst(person.Parts, vietnamese) ? first : last;
        var other = usual == first ? last : first;
        return !alone.ContainsKey(usual) && alone.ContainsKey(other) && !Gazetteer.Of(other).HasFlag(Lists.NotName) ? other : usual;
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

    // Where each capitalised word stands by itself, ascending.
    private static Dictionary<string, List<int>> Alone(Reading reading)
    {
        var counts = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var words = reading.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].IsCapitalised || words[i].In(Lists.NotName)) continue;
            var alone = (i == 0 || !words[i - 1].IsCapitalised || words[i - 1].In(Lists.Title | Lists.Modifier) || words[i - 1].Sentence != words[i].Sentence)
                && (i + 1 == words.Length || !words[i + 1].IsCapitalised || words[i + 1].Sentence != words[i].Sentence);
            if (!alone) continue;
            if (counts.TryGetValue(words[i].Text, out var places)) places.Add(i);
            else counts.Add(words[i].Text, [i]);
        }

        return counts;
    }
}
