using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Lead image, section and keywords of a page: JSON-LD, then meta elements.</summary>
internal sealed class PageDetailsReader(PageFacts facts, JsonLd ld, Uri? page, Dictionary<string, string> provenance)
{
    private const int MostKeywords = 50, LongestWord = 100;

    /// <summary>Reads them, and notes which rule gave each.</summary>
    /// <returns>Null when the page declares none of them.</returns>
    public PageDetails? Read()
    {
        var image = First("leadImage", ("json-ld", Address(ld.Address("image"))), ("meta", Address(facts.First("og:image", "og:image:url", "twitter:image", "twitter:image:src"))));
        var section = First("section", ("json-ld", Short(ld.Text("articleSection"))), ("meta", Short(facts.First("article:section", "parsely-section", "section"))));
        var keywords = Keywords();
        return image is null && section is null && keywords.Count == 0 ? null : new() { LeadImage = image, Section = section, Keywords = keywords };
    }

    private IReadOnlyList<string> Keywords()
    {
        foreach (var (source, words) in new[]
        {
            ("json-ld", Split(ld.Names("keywords"))), ("meta", Split(facts.Meta.GetValueOrDefault("article:tag", []))),
            ("meta", Split(facts.Meta.GetValueOrDefault("news_keywords", []))), ("meta", Split(facts.Meta.GetValueOrDefault("keywords", []))),
        })
        {
            if (words.Count == 0) continue;
            provenance["keywords"] = source;
            return words;
        }

        return [];
    }

    private static List<string> Split(IEnumerable<string> lists) => [.. lists
        .SelectMany(list => list.Split([',', ';', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(word => word.Length is > 0 and <= LongestWord).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostKeywords)];

    private string? First(string field, params ReadOnlySpan<(string Source, string? Value)> candidates)
    {
        foreach (var (source, value) in candidates)
        {
            if (value is null) continue;
            provenance[field] = source;
            return value;
        }

        return null;
    }

    // Of a data: address nobody has the use, and it can be long.
    private string? Address(string? raw) =>
        raw is { Length: < 2000 } && Absolute(raw) is { Scheme: "http" or "https" } url ? url.AbsoluteUri : null;

    private Uri? Absolute(string raw) => (page is null ? Uri.TryCreate(raw, UriKind.Absolute, out var url) : Uri.TryCreate(page, raw, out url)) ? url : null;

    private static string? Short(string? text) => text is { Length: > 0 and <= LongestWord } ? text : null;
}
