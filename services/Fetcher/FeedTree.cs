using System.Xml;

namespace IngestPipeline.Fetcher;

/// <summary>Reads XML into <see cref="FeedNode"/>s as far as it is XML.</summary>
/// <remarks>
/// Namespaces are resolved here and not by the reader, which would stop at the first prefix without declaration. The document type is
/// skipped and nothing in it is obeyed; there is no resolver, so that no address is ever opened. Bounds: elements deeper than 64 are left
/// out, after 2,000,000 elements the rest counts as cut off, 64 attributes an element, 64 prefixes in force.
/// </remarks>
internal static class FeedTree
{
    private const int MaxDepth = 64, MaxElements = 2_000_000, MaxAttributes = 64, MaxPrefixes = 64;

    /// <summary>Reads a document.</summary>
    /// <param name="xml">As <see cref="FeedMarkup.Repair"/> gives it.</param>
    /// <param name="url">What the first <c>xml:base</c> is resolved against.</param>
    /// <returns>The root, null when there is none; and whether the document stops being XML before the root ends.</returns>
    public static (FeedNode? Root, bool IsBroken) Parse(string xml, Uri url)
    {
        var open = new Stack<(FeedNode Node, IReadOnlyDictionary<string, string> Prefixes)>();
        FeedNode? root = null;
        var elements = 0;
        using var reader = new XmlTextReader(new StringReader(xml)) { Namespaces = false, DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, EntityHandling = EntityHandling.ExpandCharEntities };
        try
        {
            while (reader.Read() && elements <= MaxElements)
            {
                if (reader.Depth > MaxDepth) continue;
                if (reader.NodeType == XmlNodeType.Element)
                {
                    elements++;
                    var isEmpty = reader.IsEmptyElement;
                    var (node, prefixes) = Element(reader, open.Count == 0 ? null : open.Peek().Node, open.Count == 0 ? null : open.Peek().Prefixes, url);
                    if (open.Count > 0) open.Peek().Node.Append(node);
                    root ??= node;
                    if (isEmpty) node.IsComplete = true;
                    else open.Push((node, prefixes));
                }
                else if (reader.NodeType == XmlNodeType.EndElement)
                {
                    open.Pop().Node.IsComplete = true;
                }
                else if (open.Count > 0 && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                {
                    open.Peek().Node.Append(reader.Value);
                }
            }
        }
        catch (XmlException)
        {
            // What was read so far is the answer; what was open stays incomplete.
        }

        return (root, root is { IsComplete: false });
    }

    private static (FeedNode, IReadOnlyDictionary<string, string>) Element(XmlTextReader reader, FeedNode? parent, IReadOnlyDictionary<string, string>? inherited, Uri url)
    {
        var name = reader.Name;
        var raw = new Dictionary<string, string>(StringComparer.Ordinal);
        while (raw.Count < MaxAttributes && reader.MoveToNextAttribute()) raw[reader.Name] = reader.Value;
        reader.MoveToElement();

        var prefixes = Prefixes(raw, inherited, parent is null && name == "feed" ? "atom" : "");
        var attributes = raw.Count == 0 ? raw : [];
        foreach (var (key, value) in raw) attributes[key.Contains(':', StringComparison.Ordinal) ? Name(key, prefixes) : key.ToLowerInvariant()] = value;

        var stated = attributes.GetValueOrDefault("xml:base") is { } address ? FeedText.Address(address, parent?.Base ?? url) : null;
        var language = attributes.GetValueOrDefault("xml:lang")?.Trim() is { Length: > 0 and <= 35 } tag ? tag : parent?.Language;
        return (new(Name(name, prefixes), attributes, stated ?? parent?.Base, language), prefixes);
    }

    // Keys are the feed's own prefixes, "" for the default; values the usual ones.
    private static IReadOnlyDictionary<string, string> Prefixes(Dictionary<string, string> attributes, IReadOnlyDictionary<string, string>? inherited, string standard)
    {
        if (inherited is not null && !attributes.Keys.Any(key => key.StartsWith("xmlns", StringComparison.Ordinal))) return inherited;
        var prefixes = inherited is null ? new Dictionary<string, string>(StringComparer.Ordinal) { [""] = standard } : new(inherited, StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
        {
            if (key != "xmlns" && !key.StartsWith("xmlns:", StringComparison.Ordinal)) continue;
            var prefix = key == "xmlns" ? "" : key[6..];
            if (prefixes.Count < MaxPrefixes || prefixes.ContainsKey(prefix)) prefixes[prefix] = FeedNames.PrefixOf(value) ?? (prefix.Length == 0 ? standard : "?");
        }

        return prefixes;
    }

    private static string Name(string name, IReadOnlyDictionary<string, string> prefixes)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        var usual = prefixes.GetValueOrDefault(prefix) ?? FeedNames.Undeclared(prefix.ToLowerInvariant());
        var local = name[(colon + 1)..].ToLowerInvariant();
        return usual.Length == 0 ? local : $"{usual}:{local}";
    }
}
