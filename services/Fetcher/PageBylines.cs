using System.Buffers;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>Where a page names authors outside its metadata: in elements that say so, in lines that are bylines by their wording, behind labels, in links to
/// the pages of authors. What readers wrote and what leads to other articles is passed over.</summary>
internal sealed class PageBylines(PageTree tree)
{
    private const int Longest = 120;
    private const int Most = 50;

    private static readonly SearchValues<string> Paths = SearchValues.Create(["/author/", "/authors/", "/autor/", "/autores/", "/autoren/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/auteur-", "/by/", "/reporters/", "/byline/"], StringComparison.OrdinalIgnoreCase);

    private readonly List<string> before = [];
    private int others, labelUntil;
    private bool hasLabel;

    /// <summary>Declared as author: <c>rel</c> or <c>itemprop</c>.</summary>
    public List<string> Declared { get; } = [];

    /// <summary>In elements named after bylines.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Lines behind the heading that are bylines by their wording; without a heading, any.</summary>
    public List<string> Spoken { get; } = [];

    /// <summary>Names behind a label of their own.</summary>
    public List<string> Labelled { get; } = [];

    /// <summary>Full names that lead to the page of an author.</summary>
    public List<string> Links { get; } = [];

    /// <summary>Looks at an element.</summary>
    public void Take(IElement element, int i)
    {
        if (i < others) return;
        var kinds = tree.Kinds(i);
        if ((kinds & (ClassKinds.Comment | ClassKinds.Related)) != 0 && element.LocalName is not ("html" or "body" or "main" or "article") && IsSmall(i))
        {
            others = tree.End[i];
            return;
        }

        if (PageFacts.Has(element, "rel", "author") || PageFacts.Has(element, "itemprop", "author")) Add(Declared, i);
        if (kinds.HasFlag(ClassKinds.Byline) || element.LocalName == "byline" || ClassTokens.Of(element.GetAttribute("data-testid")).HasFlag(ClassKinds.Byline)) Add(Printed, i);
        if (element.LocalName == "a" && Links.Count < Most && element.GetAttribute("href") is { Length: < 300 } address && address.AsSpan().ContainsAny(Paths))
            TakeLink(i);
    }

    /// <summary>Looks at a text. "Von &lt;a&gt;Given Family&lt;/a&gt;" is one line of two nodes, so a word that begins a byline asks for its parent's text.</summary>
    public void Take(IText line, int i, bool behindHeading)
    {
        if (line.Data.AsSpan().Trim().Length is 0 or > Longest || i < others) return;
        var text = Clean(line.Data);
        if (text.Length == 0) return;
        if (hasLabel) TakeLabelled(text, i);
        else if (Labelled.Count < 3 && IsLabel(text)) (hasLabel, labelUntil) = (true, i + 8);
        var spoken = behindHeading ? Spoken : before;
        if (spoken.Count >= 3 || Wording.Begins("by", text) is null) return;
        var whole = tree.Text(tree.Parent[i], Longest) is { } parent ? Clean(parent) : text;
        if (Authorship.Byline(whole) is not null) spoken.Add(whole);
    }

    /// <summary>For a page without a heading: every line counts.</summary>
    public void EndWithoutHeading() => Spoken.AddRange(before);

    // "Autor:" and the next text, whatever element that is in.
    private void TakeLabelled(string text, int i)
    {
        hasLabel = false;
        if (i <= labelUntil && Authorship.Byline($"by {text}") is not null) Labelled.Add(text);
    }

    private static bool IsLabel(string text) => text.Length <= 30 && (text[^1] is ':' or '：' || Wording.Is("written", text)) && Wording.Is("label", text.TrimEnd(':', '：', ' '));

    private void TakeLink(int i)
    {
        if (tree.Text(i, 60) is { } text && Authorship.Names(Clean(text)) is [var name] && Authorship.IsFullName(name)) Links.Add(name.Name);
    }

    // A container of comments may be named so on the element that holds the whole page.
    private bool IsSmall(int i) => tree.End[i] - i < tree.Nodes.Length / 2;

    private void Add(List<string> list, int i)
    {
        if (list.Count < Most && PageFacts.Lines(tree, i, "\n") is { } text && !string.IsNullOrWhiteSpace(text))
            list.Add(string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }

    // Soft hyphens part the words that a regular expression looks at, and dashes may stand before a line.
    private static string Clean(string text)
    {
        if (text.Contains('\u00AD', StringComparison.Ordinal)) text = text.Replace("\u00AD", "", StringComparison.Ordinal);
        return text.Trim().TrimStart('-', '–', '—', '|', '•', '/', ' ').TrimStart();
    }
}
