using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Chooses who wrote a page's article among those whom the page names.</summary>
/// <remarks>JSON-LD, then meta elements, then what stands on the page. Sites name themselves, or an account, where they should name the author: such a
/// name is kept, but a person whom a later source names goes before it. Weakness: who is named wrongly in JSON-LD is believed.</remarks>
internal sealed class AuthorReader(PageFacts facts, JsonLd ld, string? site, string? host)
{
    private static readonly string[] MetaNames =
    [
        "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "article:author", "article:author_name", "og:article:author", "byl", "author_name",
        "cXenseParse:author", "shareaholic:article_author_name", "lp.article:author", "twitter:author",
    ];

    /// <summary>The authors and the source that named them; none and null when no source does.</summary>
    public (Author[] Authors, string? Source) Read()
    {
        (string Source, Author[] Names)? weak = null;
        foreach (var (source, group) in Candidates())
        {
            var names = Names(source, group);
            if (names.Length == 0) continue;
            if (IsWeak(names)) weak ??= (source, names);
            else if (weak is null || IsBetter(names, weak.Value.Names)) return (names, source);
        }

        return weak is { } only ? (only.Names, only.Source) : ([], null);
    }

    private IEnumerable<(string Source, IEnumerable<string?> Group)> Candidates()
    {
        yield return ("json-ld", ld.Names("author"));
        foreach (var name in MetaNames)
        {
            if (facts.Meta.TryGetValue(name, out var values)) yield return ("meta", values);
        }

        yield return ("meta", Labelled());
        foreach (var one in facts.Bylines.Declared) yield return ("author-element", [one]);
        foreach (var one in facts.Bylines.Printed) yield return ("byline", [one]);
        foreach (var one in facts.Bylines.Spoken) yield return ("byline", [one]);
        foreach (var one in facts.Bylines.Labelled) yield return ("byline", [one]);
        yield return ("json-ld", ld.OtherAuthors);
        if (facts.Bylines.Links.Distinct(StringComparer.OrdinalIgnoreCase).ToArray() is [var link]) yield return ("author-link", [link]);
        yield return ("person", [ld.OnlyPerson]);
    }

    private Author[] Names(string source, IEnumerable<string?> group)
    {
        var names = group.Where(one => one is { Length: <= 200 } && !IsSite(one)).SelectMany(one => Authorship.Names(one!, site))
            .DistinctBy(author => author.Name, StringComparer.OrdinalIgnoreCase).Take(20).ToArray();

        // What else stands in the box of an author.
        if (source is "byline" or "author-element" && Array.Exists(names, Authorship.IsFullName)) names = Array.FindAll(names, name => name.Kind == "agency" || Authorship.IsFullName(name));

        // The account on another site that stands beside a name.
        if (Array.Exists(names, name => !Authorship.IsAccount(name))) names = [.. names.Where(name => !Authorship.IsAccount(name))];

        // A weblog may have its author's account as its name, which a byline shows.
        return names.Length > 0 || source is not ("byline" or "author-element") ? names : [.. group.SelectMany(one => Authorship.Names(one!)).Where(Authorship.IsAccount).Take(1)];
    }

    private bool IsSite(string name) => site is not null && name.Trim().Equals(site, StringComparison.OrdinalIgnoreCase);

    private bool IsWeak(Author[] names) =>
        Array.TrueForAll(names, IsWeak) || (Array.Exists(names, name => name.Kind == "organisation") && !Array.Exists(names, name => Authorship.IsFullName(name) && !IsWeak(name)));

    private bool IsWeak(Author author) => author.Kind == "organisation" || Authorship.IsAccount(author) || PageTitle.IsSite(author.Name, site, host);

    private bool IsBetter(Author[] names, Author[] weak) =>
        Array.Exists(names, Authorship.IsFullName) && Array.TrueForAll(names, name => name.Kind == "agency" || Authorship.IsFullName(name))
        && (Array.Exists(weak, name => name.Kind == "organisation") || Array.TrueForAll(weak, name => PageTitle.IsSite(name.Name, site, host) || Authorship.IsAccountOf(name, names)));

    // "Written by" and its value, as cards of links have them.
    private IEnumerable<string?> Labelled()
    {
        for (var i = 1; i <= 2; i++)
            if (facts.First($"twitter:label{i}") is { } label && Wording.Is("written", label)) yield return facts.First($"twitter:data{i}");
    }
}
