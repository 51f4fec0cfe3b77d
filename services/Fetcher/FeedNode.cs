using System.Text;

namespace IngestPipeline.Fetcher;

/// <summary>One element of a feed.</summary>
/// <param name="name">Local name in lower case, with the usual prefix of its namespace whatever prefix the feed uses (<c>dc:creator</c>); none for
/// RSS and sitemaps.</param>
/// <param name="attributes">By their names in the same form.</param>
/// <param name="baseUrl">From <c>xml:base</c> of the element or of one above it; null when none says one.</param>
/// <param name="language">From <c>xml:lang</c>, likewise.</param>
internal sealed class FeedNode(string name, IReadOnlyDictionary<string, string> attributes, Uri? baseUrl, string? language)
{
    // Text and elements in their order: either is set.
    private readonly List<(string? Text, FeedNode? Node)> content = [];

    public string Name { get; } = name;

    public Uri? Base { get; } = baseUrl;

    public string? Language { get; } = language;

    /// <summary>False when the document broke off inside it.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Trimmed; null when it is not there or blank.</summary>
    public string? Attribute(string name) => attributes.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Children of a name that were read to their end, in their order.</summary>
    public IEnumerable<FeedNode> All(string name) => content.Select(part => part.Node).OfType<FeedNode>().Where(child => child.IsComplete && child.Name == name);

    /// <summary>The first child of a name that was read to its end.</summary>
    public FeedNode? Child(string name) => All(name).FirstOrDefault();

    /// <summary>The text of the first child of a name that has one.</summary>
    public string? ValueOf(string name) => All(name).Select(child => child.Value).FirstOrDefault(value => value is not null);

    /// <summary>All text in it, trimmed; null when there is none.</summary>
    public string? Value
    {
        get
        {
            var all = new StringBuilder();
            Collect(all);
            return all.ToString().Trim() is { Length: > 0 } value ? value : null;
        }
    }

    public void Append(string text) => content.Add((text, null));

    public void Append(FeedNode child) => content.Add((null, child));

    /// <summary>The first child of a name, also when the document broke off in it.</summary>
    public FeedNode? Begun(string name) => content.Select(part => part.Node).FirstOrDefault(child => child?.Name == name);

    // XHTML stands as elements in Atom: what is no part of a line is kept apart from its neighbours.
    private void Collect(StringBuilder all)
    {
        foreach (var (text, node) in content)
        {
            var parting = node is null || FeedText.IsInline(node.Name[(node.Name.IndexOf(':', StringComparison.Ordinal) + 1)..]) ? "" : " ";
            all.Append(parting).Append(text);
            node?.Collect(all);
            all.Append(parting);
        }
    }
}
