using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>What a page says about itself, gathered in one pass over its nodes, before anything is judged.</summary>
internal sealed partial class PageFacts
{
    private const int Longest = 2000;
    private const int LongestTitle = 10_000;
    private const int LongestBlock = 2_000_000;

    private const int MostValues = 50;

    private readonly PageTree tree;
    private int blocks;

    private PageFacts(PageTree tree) => (this.tree, Bylines) = (tree, new PageBylines(tree));

    public Dictionary<string, List<string>> Meta { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> JsonLd { get; } = [];

    public List<string> Headings { get; } = [];

    /// <summary>The first h1; null when there is none.</summary>
    public string? Heading => Headings.Count > 0 ? Headings[0] : null;

    public PageBylines Bylines { get; }

    public List<string> PublishedItems { get; } = [];

    public List<string> Times { get; } = [];

    /// <summary>Short texts that hold a year: first those in elements named after dates, then those behind the heading.</summary>
    public List<string> DatedLabels { get; } = [];

    public List<string> DatedLines { get; } = [];

    private List<string> DatedAnywhere { get; } = [];

    /// <summary>Whether a video stands in the page.</summary>
    public bool HasPlayer { get; private set; }

    /// <summary>Whether the page asks for a password.</summary>
    public bool HasPassword { get; private set; }

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
        var facts = new PageFacts(tree);
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            tree.Check(i);
            var node = tree.Nodes[i];
            if (node is IElement element)
            {
                facts.Take(element, i);
                continue;
            }

            var text = (IText)node;
            facts.Bylines.Take(text, i, facts.Headings.Count > 0);
            var dated = facts.Headings.Count > 0 ? facts.DatedLines : facts.DatedAnywhere;
            if (dated.Count < 5 && IsDated(text.Data)) dated.Add(text.Data.Trim());
        }

        if (facts.Headings.Count > 0) return facts;
        facts.DatedLines.AddRange(facts.DatedAnywhere);
        facts.Bylines.EndWithoutHeading();
        return facts;
    }

    private void Take(IElement element, int i)
    {
        switch (element.LocalName)
        {
            case "html":
                Language = element.GetAttribute("lang") ?? element.GetAttribute("xml:lang");
                break;
            case "title" when element.NamespaceUri == "http://www.w3.org/1999/xhtml":
                Title ??= tree.Text(i, LongestTitle) ?? "";
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
                if (tree.Text(i, LongestBlock - blocks) is { } block)
                {
                    blocks += block.Length;
                    JsonLd.Add(block);
                }

                break;
            case "video":
                HasPlayer = true;
                break;
            case "iframe" when element.GetAttribute("src") is { Length: < 500 } source && Players().IsMatch(source):
                HasPlayer = true;
                break;
            case "input" when Has(element, "type", "password"):
                HasPassword = true;
                break;
            case "h1":
                Add(Headings, Lines(tree, i, " "));
                break;
            case "time":
                Add(element.HasAttribute("pubdate") || Has(element, "itemprop", "datePublished") ? PublishedItems : Times, element.GetAttribute("datetime") ?? tree.Text(i, Longest));
                break;
            default:
                TakeProperty(element, i);
                break;
        }
    }

    private static bool IsDated(string text)
    {
        if (text.Length > 300) return false;
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length is >= 8 and <= 60 && (trimmed.Contains("20", StringComparison.Ordinal) || trimmed.Contains("19", StringComparison.Ordinal) || ShortDate().IsMatch(trimmed));
    }

    private void TakeMeta(IElement element)
    {
        var content = element.GetAttribute("content");
        var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
        if (content is null or { Length: > LongestTitle } || name is null or { Length: > 200 } || string.IsNullOrWhiteSpace(content) || string.IsNullOrWhiteSpace(name)) return;
        if (!Meta.TryGetValue(name.Trim(), out var values)) Meta[name.Trim()] = values = [];
        if (values.Count < MostValues) values.Add(content.Trim());
    }

    private void TakeProperty(IElement element, int i)
    {
        if (element.Attributes.Length == 0 && element.LocalName != "byline") return;
        if (Has(element, "itemprop", "datePublished") || Has(element, "property", "schema:datePublished") || Has(element, "property", "schema:dateCreated")) Add(PublishedItems, element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? tree.Text(i, Longest));
        Bylines.Take(element, i);
        var kinds = tree.Kinds(i);
        if (DatedLabels.Count < 10 && kinds.HasFlag(ClassKinds.Date) && tree.Text(i, 199) is { } label && IsDated(label)) DatedLabels.Add(label.Trim());
    }

    /// <summary>The text of an element, with a separator before each block in it and between elements side by side.</summary>
    public static string? Lines(PageTree tree, int root, string separator)
    {
        var text = new StringBuilder();
        var isHeading = Blocks.IsHeading((IElement)tree.Nodes[root]);
        for (var i = root + 1; i < tree.End[root]; i++)
        {
            tree.Check(i);
            if (tree.Nodes[i] is IText part)
            {
                if (text.Length + part.Data.Length > Longest) return null;
                text.Append(part.Data);
            }

            else if (tree.Nodes[i] is IElement inner)
            {
                if (!Blocks.IsInline(inner, tree.IsFirst(i))) text.Append(separator);
                if (isHeading && tree.Kinds(i).HasFlag(ClassKinds.Kicker) && tree.Text(i, 59) is not null) i = tree.End[i] - 1;
            }
        }

        return text.ToString();
    }

    public static bool Has(IElement element, string attribute, string token) =>
        element.GetAttribute(attribute) is { } value && value.Contains(token, StringComparison.OrdinalIgnoreCase) && value.Split(' ').Contains(token, StringComparer.OrdinalIgnoreCase);

    private static void Add(List<string> list, string? text)
    {
        if (list.Count < 50 && text?.Length < Longest && !string.IsNullOrWhiteSpace(text)) list.Add(text.Trim());
    }

    [GeneratedRegex(@"player|embed|video|gallery", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Players();

    [GeneratedRegex(@"(?<!\d)\d{1,2}\.\d{1,2}\.\d{2}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex ShortDate();
}
