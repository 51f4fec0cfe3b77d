using System.Text;

namespace IngestPipeline.Tagger;

/// <summary>
/// Short forms that an organisation's full name gives without being told: its first words without what says what it is (<c>Lehman</c>, <c>Lehman Brothers</c> of
/// Lehman Brothers Holdings), and the initials of three words or more (<c>SNB</c> of Swiss National Bank). A form that two names claim equally well is
/// nobody's, and so is the first word of what bears a person's name (hospitals, schools). Linear in the names. Weakness: nicknames, and letters that skip a word that counts.
/// </summary>
internal static class ShortBodies
{
    private const int MostWords = 10;

    // Alone these say a place, a people, an office or nothing at all.
    private const Lists NoName = Lists.SurePlace | Lists.Demonym | Lists.Calendar | Lists.NotName | Lists.Common | Lists.Title | Lists.Modifier
        | Lists.HeadOf | Lists.OrganisationTail | Lists.PlaceTail | Lists.PlaceHead | Lists.PlaceOf | Lists.Direction;

    /// <summary>Each short form to the full one.</summary>
    /// <param name="words">The article's.</param>
    /// <param name="found">Its names, ascending.</param>
    public static Dictionary<string, string> Of(Word[] words, List<Found> found)
    {
        var claims = new Dictionary<string, (string? Full, int Left)>(StringComparer.Ordinal);
        var persons = Persons(words, found);
        foreach (var name in found)
        {
            var count = name.Last - name.First + 1;
            if (name.Type != NameType.Organisation || count is 1 or > MostWords) continue;
            var full = name.Form(words);
            for (var last = name.First; last < name.Last; last++)
            {
                if (!IsBeginning(words, name, last) || (last == name.First && persons.Contains(words[last].Text))) continue;
                var (form, left) = ((name with { Last = last }).Form(words), LeftOff(words, last + 1, name.Last));
                // UNESCO is not short for UNESCO World Heritage Site.
                if (left == 0 || Links.Key(form, NameType.Organisation) is not { } known || known == Links.Key(full, NameType.Organisation)) Claim(claims, form, full, left);
            }

            if (Initials(words, name) is { } initials) Claim(claims, initials, full, 0);
        }

        return claims.Where(claim => claim.Value.Full is not null).ToDictionary(claim => claim.Key, claim => claim.Value.Full!, StringComparer.Ordinal);
    }

    /// <summary>Names of one word that the article elsewhere shows to be short for an organisation, whatever they were taken for.</summary>
    public static void Retype(Word[] words, List<Found> found, Dictionary<string, string> shorts)
    {
        for (var i = 0; i < found.Count; i++)
            if (found[i].Type == NameType.Person && found[i].First == found[i].Last && shorts.ContainsKey(words[found[i].First].Text))
                found[i] = found[i] with { Type = NameType.Organisation };
    }

    private static bool IsBeginning(Word[] words, Found name, int last)
    {
        if (last == name.First)
        {
            // Nokia of Nokia Corporation, which is a town as well; not Boston of Boston Consulting Group.
            var isTown = words[last].In(Lists.City) && LeftOff(words, last + 1, name.Last) > 0;
            return words[last].IsCapitalised && words[last].Text.Length > 1 && !isTown && !words[last].In(NoName) && !Words.Memorials.Contains(words[name.Last].Text);
        }

        // Two words and more: what is left off says what the name is.
        if (!words[last].IsCapitalised || words[last].In(Lists.PlaceOf) || words[name.First].In(Lists.Demonym | Lists.HeadOf)) return false;
        for (var i = last + 1; i <= name.Last; i++)
            if (words[i].IsCapitalised && !words[i].In(Lists.OrganisationTail)) return false;
        return true;
    }

    // What is least is nearest to the full name: nothing but the company's form, then what says what it is, then any other words.
    private static int LeftOff(Word[] words, int first, int last)
    {
        var left = 0;
        for (var i = first; i <= last; i++)
            left += Words.CompanyForms.Contains(words[i].Text) ? 0 : words[i].In(Lists.OrganisationTail) ? 1 : 2;
        return left;
    }

    private static string? Initials(Word[] words, Found name)
    {
        var letters = new StringBuilder();
        for (var i = name.First; i <= name.Last; i++)
            if (words[i].IsCapitalised) letters.Append(words[i].Text[0]);
        return letters.Length >= 3 ? letters.ToString() : null;
    }

    private static void Claim(Dictionary<string, (string? Full, int Left)> claims, string form, string full, int left)
    {
        if (!claims.TryGetValue(form, out var other) || left < other.Left || (left == other.Left && IsBeginningOf(other.Full, full))) claims[form] = (full, left);
        else if (left == other.Left && other.Full != full && !IsBeginningOf(full, other.Full)) claims[form] = (null, left);
    }

    private static bool IsBeginningOf(string? shorter, string? longer) =>
        shorter is not null && longer is not null && longer.Length > shorter.Length && longer[shorter.Length] == ' ' && longer.StartsWith(shorter, StringComparison.Ordinal);

    // First and last words of persons: alone they are that person.
    private static HashSet<string> Persons(Word[] words, List<Found> found) =>
        [.. found.Where(name => name.Type == NameType.Person && name.Last > name.First).SelectMany(name => new[] { words[name.First].Text, words[name.Last].Text })];
}
