using System.Xml;

namespace IngestPipeline.Cli;

/// <summary>Reads the list of feeds that a feed reader exports.</summary>
/// <remarks>Outlines at any depth, in their order, without recursion. Source: OPML 2.0 (opml.org), section "Subscription lists". A document type is
/// refused, so that no entity is ever resolved; files with more than 50 Mi characters are too.</remarks>
internal static class Opml
{
    private const int MaxCharacters = 50 * 1024 * 1024;

    /// <summary>The feeds that the outlines name.</summary>
    /// <param name="stream">XML in the encoding that it declares; is read to its end and not closed.</param>
    /// <returns>Absolute http or https addresses, each once, with the title of the first outline that has it, null when it has none; may be empty.
    /// Outlines with another address are left out.</returns>
    /// <exception cref="InvalidDataException">It is no XML, has a document type, or is no OPML; the message is a sentence.</exception>
    public static IReadOnlyList<(Uri Url, string? Title)> Read(Stream stream)
    {
        var feeds = new List<(Uri, string?)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters });
            if (reader.MoveToContent() != XmlNodeType.Element || !Is(reader.LocalName, "opml"))
                throw new InvalidDataException($"The file is XML of kind \"{reader.LocalName}\" and no OPML.");

            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || !Is(reader.LocalName, "outline")) continue;
                var (address, title) = Outline(reader);
                if (Feed(address) is { } url && seen.Add(url.AbsoluteUri)) feeds.Add((url, title));
            }
        }
        catch (XmlException fault)
        {
            throw new InvalidDataException($"The file cannot be read as OPML: {fault.Message}", fault);
        }

        return feeds;
    }

    // Names of attributes are met in every case: xmlUrl, xmlurl, XMLURL.
    private static (string? Address, string? Title) Outline(XmlReader reader)
    {
        string? address = null, title = null, text = null;
        while (reader.MoveToNextAttribute())
        {
            if (Is(reader.LocalName, "xmlUrl")) address = reader.Value.Trim();
            else if (Is(reader.LocalName, "title")) title = reader.Value.Trim();
            else if (Is(reader.LocalName, "text")) text = reader.Value.Trim();
        }

        return (address, !string.IsNullOrEmpty(title) ? title : string.IsNullOrEmpty(text) ? null : text);
    }

    // feed: is what browsers once handed to feed readers: feed://host/path and feed:https://host/path.
    private static Uri? Feed(string? address)
    {
        if (address?.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) == true) address = "http://" + address[7..];
        else if (address?.StartsWith("feed:", StringComparison.OrdinalIgnoreCase) == true) address = address[5..];
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.Host.Length > 0 ? url : null;
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
