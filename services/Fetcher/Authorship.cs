using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Who wrote an article.</summary>
/// <remarks>Splits a printed byline into names and refuses what is none: labels, addresses, roles, the site's own name. Weakness: a name in
/// a script without capitals counts as one only where a page declares it as author.</remarks>
internal static partial class Authorship
{
    private static readonly string[] NoNames =
    [
        "admin", "administrator", "editor", "editors", "staff", "redaktion", "redacción", "redacao", "redação", "rédaction", "la rédaction", "desk",
        "newsroom", "news desk", "newsdesk", "staff writer", "staff reporter", "web desk", "webmaster", "guest", "author", "anonymous", "unknown",
        "online desk", "editorial", "editorial team", "editorial staff", "redazione", "redactie", "team", "root", "user", "null", "undefined",
        "dr", "phd", "md", "datum", "date", "edit", "am", "um", "facebook", "twitter", "share", "shares", "follow", "google", "wordpressadmin",
    ];

    /// <summary>The names of a line that is a byline as a whole ("By Given Family"); null when it is none.</summary>
    public static IReadOnlyList<Author>? Byline(string line)
    {
        line = Printed(line);
        if (line.Length > 120 || Wording.Begins("by", line) is not { } by || line.Length == by.Length || !char.IsWhiteSpace(line[by.Length])) return null;
        if (line[^1] is '.' or '!' or '?' or ':' && !Abbreviated().IsMatch(line)) return null;
        var rest = line[by.Length..].Trim();
        var names = Names(rest);
        if (names.Count == 0) return null;

        // Every word of a byline is part of a name, a role after a comma, or a joining word.
        var first = rest.Split(',', ';', '|', '\n')[0];
        return !first.Any(char.IsDigit) && Words().Matches(first).All(word => IsNameWord(word.Value) || Wording.Of("and").Contains(word.Value, StringComparer.Ordinal)) ? names : null;
    }

    /// <summary>A byline without what follows it on its line: a date after a bar, and the place before that.</summary>
    public static string Printed(string line)
    {
        var bar = line.IndexOfAny(['|', '·', '•']);
        if (bar < 0 || FurnitureLine.Date(line[(bar + 1)..].Trim()) is null) return line;
        var byline = line[..bar].TrimEnd();
        var comma = byline.LastIndexOf(',');
        return comma > 0 && !byline.AsSpan(comma + 1).Trim().Contains(' ') ? byline[..comma].TrimEnd() : byline;
    }

    /// <summary>Names in a list as printed, roles, addresses and refused ones left out; may be empty.</summary>
    /// <param name="printed">For example <c>Given Family and Given Family, Correspondent</c>.</param>
    /// <param name="siteName">A name that is no author: the site's.</param>
    public static IReadOnlyList<Author> Names(string printed, string? siteName = null)
    {
        var found = new List<Author>();
        // "Posted on September 21, 2020 by Given Family"
        var text = Noise().Replace(Posted().Replace(printed, ""), " ");
        if (Wording.Begins("by", text.TrimStart()) is { } by && text.TrimStart().Length > by.Length && char.IsWhiteSpace(text.TrimStart()[by.Length]))
            text = text.TrimStart()[by.Length..];
        foreach (var part in Separators().Split(text))
        {
            var name = Label().Replace(Blanks().Replace(part, " ").Trim(), "").Trim(' ', '.', '-', '–', '—', '|', ':', '·', '•', '*', '/', '"', '„', '“', '→', '»', '>', '©');
            if (IsCredit().IsMatch(part)) continue;
            name = WithoutOffice(WithoutSite(Tail().Replace(Expert().Replace(name, ""), ""), siteName));
            if (name.EndsWith(" Jr", StringComparison.Ordinal) || name.EndsWith(" Sr", StringComparison.Ordinal)) name += ".";
            if (Refused(name, siteName) || found.Any(author => author.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) continue;
            found.Add(new Author { Name = name, Kind = Kind(name) });
        }

        // "Given Family, Town": a single word behind a full name is where it was written.
        if (found.Count > 1 && found[0].Name.Contains(' ', StringComparison.Ordinal))
            found.RemoveAll(author => author.Kind == "person" && !author.Name.Contains(' ', StringComparison.Ordinal));

        return found;
    }

    /// <summary>Whether an author is a person with more than one name.</summary>
    public static bool IsFullName(Author author) =>
        author.Kind == "person" && author.Name.Contains(' ', StringComparison.Ordinal) && Words().Matches(author.Name).All(word => IsNameWord(word.Value));

    /// <summary>Whether a name is that of an account: one word without a capital.</summary>
    public static bool IsAccount(Author author) => author.Kind == "person" && !author.Name.Contains(' ', StringComparison.Ordinal) && char.IsLower(author.Name[0]);

    /// <summary>Whether an account is one of these names, run together.</summary>
    public static bool IsAccountOf(Author account, IEnumerable<Author> names) =>
        names.Any(name => LettersOf(name.Name).Contains(LettersOf(account.Name), StringComparison.Ordinal) || LettersOf(account.Name).Contains(LettersOf(name.Name), StringComparison.Ordinal));

    private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();

    // "The Site - Given Family"
    private static string WithoutSite(string name, string? siteName)
    {
        if (siteName is null || name.IndexOf(" - ", StringComparison.Ordinal) is not (> 0 and var dash)) return name;
        if (name[..dash].Equals(siteName, StringComparison.OrdinalIgnoreCase)) return name[(dash + 3)..].Trim();
        return name[(dash + 3)..].Equals(siteName, StringComparison.OrdinalIgnoreCase) ? name[..dash].Trim() : name;
    }

    // "Given Family - Browser team"
    private static string WithoutOffice(string name)
    {
        var dash = name.IndexOfAny(['-', '–', '—']);
        if (dash < 3 || name[dash - 1] != ' ' || !name[..(dash - 1)].Contains(' ', StringComparison.Ordinal)) return name;
        var office = name[(dash + 1)..];
        return Organisation().IsMatch(office) || Role().IsMatch(office) ? name[..dash].TrimEnd() : name;
    }

    private static string Kind(string name) =>
        Agencies.Named(name, "byline") is not null ? "agency" : Organisation().IsMatch(name) ? "organisation" : "person";

    private static bool Refused(string name, string? siteName)
    {
        if (name.Length is < 2 or > 60 || (name.Any(char.IsDigit) && !Account().IsMatch(name)) || name.Contains(": ", StringComparison.Ordinal) || name.Contains("://", StringComparison.Ordinal) || name.Contains("www.", StringComparison.Ordinal)) return true;
        if (Wording.Is("by", name) || Wording.Is("and", name) || Wording.Is("nobody", name) || Unfinished().IsMatch(name)) return true;
        if (siteName is not null && name.Equals(siteName, StringComparison.OrdinalIgnoreCase)) return true;
        if (NoNames.Contains(name.ToLowerInvariant(), StringComparer.Ordinal) || name.Split(' ').Length > 6) return true;
        return Role().IsMatch(name) && Agencies.Named(name, "byline") is null;
    }

    private static bool IsNameWord(string word) =>
        char.IsUpper(word[0]) || word is "de" or "da" or "di" or "do" or "dos" or "del" or "della" or "der" or "den" or "van" or "von" or "zu" or "la" or "le" or "al" or "el" or "bin" or "ibn" or "y" or "e";

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"[\p{L}.'’-]+", Plain, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:Jr|Sr|\p{L})\.$", Plain, 1000)]
    private static partial Regex Abbreviated();

    [GeneratedRegex(@"\S+@\S+|(?<!\S)@\w+|\((?:[^()]*)\)|https?://\S+|\b(?:updated|published|posted|aktualisiert|veröffentlicht)\b(?!\s+(?:by|von|par|por)\b).*$", Plain, 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\s*[,;|·•\n]\s*|\s+(?:and|und|et|y|&|with|mit)\s+", Plain, 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:(?:view all posts by|zum profil von|view (?:the )?profile (?:of|for)|all posts by|mehr artikel|alle beiträge|alle artikel|more (?:articles|posts|stories)|über|about)\s+)?(?:(?:veröffentlicht|autor(?:in)?|autore|author|auteur|interview|text|texte|texto|foto|words|written|posted|published|geschrieben|erstellt|eingestellt|publiziert|verfasst|ein beitrag|artikel|alles)\b\s*:?\s*)?(?:(?:von|by|par|por|di|door)\s+)?(?:[:]\s*)?", Plain, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:posted|published|written|updated|veröffentlicht|erstellt|geschrieben|publié|publicado)\b[^\n]{0,60}?\d{4}[^\n]{0,20}?\b(?:by|von|par|por)(?=\s)", Plain, 1000)]
    private static partial Regex Posted();

    // "Recipe by", and the name of a field.
    [GeneratedRegex(@"\s(?:by|von|par|por|di|door)$|byline", Plain, 1000)]
    private static partial Regex Unfinished();

    // A name with figures behind it, as accounts have when the name was taken.
    [GeneratedRegex(@"^\p{L}{3,}\d{1,4}$", Plain, 1000)]
    private static partial Regex Account();

    // What somebody is, before the name; for whom it was written, behind it.
    [GeneratedRegex(@"^\S*(?:expert[ei]n?|autor(?:in)?|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?)\s+(?=\p{L})", Plain, 1000)]
    private static partial Regex Expert();

    [GeneratedRegex(@"\s*/\s*(?-i:\p{Lu}[\p{Lu}-]{1,5})$|\s+for\s+(?:the\s+)?\p{L}.*$|\s+(?:am|on|le|el|il)(?:\s+(?=.*\d).*)?$", Plain, 1000)]
    private static partial Regex Tail();

    // Who took the picture, where it came from, in which section it stands: no author.
    [GeneratedRegex(@"©|^\s*(?:bild|foto|photo|image|quelle|source|in rubrik|(?:[\p{L} ]+\s)?edited by|herausgegeben von|kategorie|category|published|veröffentlicht|publié|publicado)\b(?!\s+(?:von|by|par|por)\b)", Plain, 1000)]
    private static partial Regex IsCredit();

    [GeneratedRegex(@"\s+", Plain, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(?:correspondent|reporter|writer|editor|journalist|columnist|contributor|\w*redakteur\w*|\w*korrespondent\w*|\w*redaktion|kontakt|stand|publiziert am|erstellt am|chef|journaliste|periodista|staff|bureau|author|producer|photographer|desk)\b", Plain, 1000)]
    private static partial Regex Role();

    [GeneratedRegex(@"\b(?:news|agency|press|newspaper|media|times|magazine|university|institute|foundation|team|inc|ltd|gmbh|group|network|e\.\s?v|ag|kg|se|s\.?p\.?a|\w*magazine?|zeitung|verlag|verband|\w*verein|bund der|ministerium|\w*anstalt|universität|universidad|università|institut|instituto|stiftung|fondation|fundación|\w*agentur|online|blog|portal|bureau|radio|fernsehen|редакция|издание)\b", Plain, 1000)]
    private static partial Regex Organisation();
}
