using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>What a page says about itself, gathered in one pass over its nodes, before anything is judged.</summary>
internal sealed class PageFacts
{
    public Dictionary<string, List<string>> Meta { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> JsonLd { get; } = [];

    public List<string> Headings { get; } = [];

    /// <summary>The first h1; null when there is none.</summary>
    public string? Heading => Headings.Count > 0 ? Headings[0] : null;

    public List<string> AuthorNames { get; } = [];

    public List<string> Bylines { get; } = [];

    public List<string> PublishedItems { get; } = [];

    public List<string> Times { get; } = [];

    public string? Title { get; private set; }

    public string? Canonical { get; private set; }

    public string? Language { get; private set; }

    public Uri? Base { get; private set; }

    /// <summary>The first value of the first of these names of <c>meta</c> elements; null when none has one.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Meta.TryGetValue(name, out var values)) return values[0];
        }

        return null;
    }

    /// <summary>Gathers.</summary>
    /// <param name="tree">The whole document, from its root element.</param>
    public static PageFacts Of(PageTree tree)
    {
        var facts = new PageFacts();
        foreach (var node in tree.Nodes)
        {
            if (node is IElement element) facts.Take(element);
        }

        return facts;
    }

    private void Take(IElement element)
    {
        switch (element.LocalName)
        {
            case "html":
                Language = element.GetAttribute("lang") ?? element.GetAttribute("xml:lang");
                break;
            case "title" when element.NamespaceUri == "http://www.w3.org/1999/xhtml":
                Title ??= element.TextContent;
                break;
            case "base" when Uri.TryCreate(element.GetAttribute("href"), UriKind.Absolute, out var address):
                Base ??= address;
                break;
            case "meta":
                TakeMeta(element);
                break;
            case "link" when Has(element, "rel", "canonical"):
                Canonical ??= element.GetAttribute("href");
                break;
            case "script" when element.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true:
                JsonLd.Add(element.TextContent);
                break;
            case "h1":
                Add(Headings, element.TextContent);
                break;
            case "time":
                Add(element.HasAttribute("pubdate") || Has(element, "itemprop", "datePublished") ? PublishedItems : Times, element.GetAttribute("datetime") ?? element.TextContent);
                break;
            default:
                TakeProperty(element);
                break;
        }
    }

    private void TakeMeta(IElement element)
    {
        var content = element.GetAttribute("content");
        var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
        if (string.IsNullOrWhiteSpace(content) || string.IsNullOrWhiteSpace(name)) return;
        if (!Meta.TryGetValue(name.Trim(), out var values)) Meta[name.Trim()] = values = [];
        values.Add(content.Trim());
    }

    private void TakeProperty(IElement element)
    {
        if (Has(element, "itemprop", "datePublished")) Add(PublishedItems, element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.TextContent);
        if (Has(element, "rel", "author") || Has(element, "itemprop", "author")) Add(AuthorNames, element.TextContent);
        else if (ClassTokens.Of(element) is var tokens && tokens.Overlaps(ClassTokens.Byline) && !tokens.Overlaps(ClassTokens.Comment)) Add(Bylines, element.TextContent);
    }

    private static bool Has(IElement element, string attribute, string token) =>
        element.GetAttribute(attribute) is { } value && value.Split(' ').Contains(token, StringComparer.OrdinalIgnoreCase);

    private static void Add(List<string> list, string text)
    {
        if (list.Count < 50 && text.Length < 2000 && !string.IsNullOrWhiteSpace(text)) list.Add(text.Trim());
    }
}
