using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Reads what a page says about its article: JSON-LD, then meta elements, then the page itself; the first valid value wins and its
/// source is kept. A field that cannot be read is null and harms no other.</summary>
internal sealed partial class MetadataReader(PageFacts facts, Uri? url)
{
    private readonly JsonLd ld = JsonLd.Read(facts.JsonLd, url, facts.Heading);
    private readonly Dictionary<string, string> provenance = new(StringComparer.Ordinal);

    public PageMetadata Read()
    {
        var site = Given("siteName", ("json-ld", ld.Name("publisher")), ("meta", facts.First("og:site_name", "application-name")));
        var page = facts.Base ?? url;
        var canonical = Canonical(page);
        var host = CanonicalUrl.Host(canonical ?? url?.AbsoluteUri);
        // A weblog may have its author's name.
        var (authors, authorsFrom) = new AuthorReader(facts, ld, ld.IsPerson(site) ? null : site, host).Read();
        if (authorsFrom is not null) provenance["authors"] = authorsFrom;
        return new PageMetadata
        {
            Title = Title(site, host),
            Authors = authors,
            Byline = facts.Bylines.Printed.Concat(facts.Bylines.Spoken).Where(line => line.Length < 120 && Authorship.Byline(line) is not null).Select(Authorship.Printed).FirstOrDefault(),
            Published = Published(),
            Modified = Given("modified", ("json-ld", ld.Text("dateModified")), ("meta", facts.First("article:modified_time", "og:updated_time", "last-modified", "dateModified"))),
            Language = Language(),
            CanonicalUrl = canonical,
            SiteName = site is { Length: <= 100 } ? site : null,
            Summary = Given("summary", ("json-ld", ld.Text("description")), ("meta", facts.First("og:description", "description", "twitter:description"))),
            Details = new PageDetailsReader(facts, ld, page, provenance).Read(),
            IsAccessibleForFree = ld.Truth("isAccessibleForFree"),
            ArticleBody = ld.Text("articleBody"),
            DeclaresArticle = ld.HasArticle || facts.First("og:type")?.Contains("article", StringComparison.OrdinalIgnoreCase) == true,
            DeclaresVideo = (ld.HasMedia && !ld.HasArticle) || facts.First("og:type")?.StartsWith("video", StringComparison.OrdinalIgnoreCase) == true,
            Provenance = provenance,
        };
    }

    private string? Title(string? site, string? host)
    {
        var heading = Heading(site, host);
        // What readers see goes before what machines are told, which is cut, or written for searching; but not where it is about something else.
        var (own, meta) = (ld.Text("headline"), facts.First("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title"));
        var isTitle = heading is not null && PageTitle.IsAbout(heading, own ?? meta, facts.Title);
        var found = Given("title",
            ("h1", isTitle ? heading : null),
            ("json-ld", own),
            ("meta", meta),
            ("title-element", facts.Title),
            ("h1", facts.Heading));
        if (found is null) return null;
        var title = PageTitle.Clean(found, site, host, heading);
        return title.Length > 0 ? title : null;
    }

    // Of several h1 the one that the title names; never one that is the site's name.
    private string? Heading(string? site, string? host)
    {
        var own = facts.Headings.Where(one => one.Length is > 3 and < 250 && !PageTitle.IsSite(one, site, host) && !PageTitle.IsLabel(facts.Title, one)).ToArray();
        return own.Length == 1 ? own[0] : Array.Find(own, one => facts.Title?.Contains(one, StringComparison.OrdinalIgnoreCase) == true);
    }

    private (string, string)? Published()
    {
        var language = facts.Language;
        var candidates = new List<(string Source, string? Raw)>
        {
            ("json-ld", ld.Text("datePublished") ?? ld.Text("dateCreated")),
            ("meta", facts.First("article:published_time", "og:published_time", "article:published", "datePublished", "parsely-pub-date", "sailthru.date",
                "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "date", "pubdate", "publishdate", "publish-date", "publication_date",
                "citation_publication_date", "shareaholic:article_published_time")),
            ("json-ld", ld.Published),
        };
        candidates.AddRange(facts.PublishedItems.Select(item => ("time-element", (string?)item)));
        candidates.AddRange(facts.Times.Take(1).Select(item => ("time-element", (string?)item)));
        candidates.Add(("url", FromPath()));
        candidates.AddRange(facts.DatedLabels.Concat(facts.DatedLines).Select(line => ("text", (string?)line)));
        foreach (var (source, raw) in candidates)
        {
            if (raw is null || PublishedTime.Read(raw, language) is not { } read || read.At.Year < 1990) continue;
            provenance["date"] = source;
            return (raw, source);
        }

        return null;
    }

    private string? FromPath()
    {
        var path = url?.AbsolutePath ?? (facts.Canonical is { } own && Uri.TryCreate(own, UriKind.Absolute, out var uri) ? uri.AbsolutePath : "");
        var match = PathDate().Match(path);
        return match.Success ? $"{match.Groups[1].Value}-{match.Groups[2].Value}-{match.Groups[3].Value}" : null;
    }

    private string? Language() =>
        Given("language", ("json-ld", ld.Text("inLanguage")), ("html", facts.Language), ("meta", facts.First("og:locale", "content-language", "dc.language", "language")));

    private string? Canonical(Uri? page)
    {
        foreach (var (source, address) in new[]
        {
            ("link", facts.Canonical), ("meta", facts.First("og:url")), ("json-ld", ld.Text("mainEntityOfPage") ?? ld.Text("url")), ("address", url?.AbsoluteUri),
        })
        {
            if (CanonicalUrl.Declared(address, page) is not { } canonical) continue;
            provenance["canonicalUrl"] = source;
            return canonical;
        }

        return null;
    }

    private string? Given(string field, params ReadOnlySpan<(string Source, string? Value)> candidates)
    {
        foreach (var (source, value) in candidates)
        {
            if (string.IsNullOrWhiteSpace(value)) continue;
            provenance[field] = source;
            return value;
        }

        return null;
    }

    [GeneratedRegex(@"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathDate();
}
