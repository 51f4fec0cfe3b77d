using System.Text;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>Writes the article's elements out as paragraphs: one a block, two line breaks part paragraphs, one stays a line
/// break, an item of a list keeps its own line, white space is folded, and inline tags separate nothing.</summary>
internal sealed class BlockText
{
    private readonly BodySelection selection;
    private readonly StringBuilder current = new();
    private readonly StringBuilder items = new();
    private bool pendingItem;

    private BlockText(BodySelection selection) => this.selection = selection;

    public List<string> Paragraphs { get; } = [];

    public List<string> Captions { get; } = [];

    /// <summary>Writes.</summary>
    public static BlockText Of(BodySelection selection)
    {
        var writer = new BlockText(selection);
        foreach (var root in selection.Roots) writer.Write(root);
        writer.EndItems();
        writer.TrimHeadings();
        return writer;
    }

    private readonly HashSet<string> headings = new(StringComparer.Ordinal);

    private void Write(int root)
    {
        var tree = selection.Tree;
        var open = new Stack<int>();
        for (var i = root; i < tree.End[root]; i++)
        {
            tree.Check(i);
            while (open.TryPeek(out var top) && tree.End[top] <= i) Close(open.Pop());
            if (selection.Dropped[i])
            {
                i = tree.End[i] - 1;
                continue;
            }

            if (tree.Nodes[i] is IText data)
            {
                Append(data.Data, tree.Nodes[tree.Parent[i]] is IElement { LocalName: "pre" });
                continue;
            }

            var element = (IElement)tree.Nodes[i];
            if (element.LocalName == "br") Break();
            else if (Blocks.Is(element))
            {
                Flush(null);
                open.Push(i);
            }
        }

        while (open.TryPop(out var last)) Close(last);
        Flush(null);
    }

    private void Close(int i) => Flush(i);

    private void Append(string data, bool keepBreaks)
    {
        foreach (var c in data)
        {
            if (keepBreaks && c == '\n') current.Append('\n');
            else if (!char.IsWhiteSpace(c)) current.Append(c);
            else if (current.Length > 0 && !char.IsWhiteSpace(current[^1])) current.Append(' ');
        }
    }

    private void Break()
    {
        while (current.Length > 0 && current[^1] == ' ') current.Length--;
        if (current.Length == 0) return;
        if (current[^1] == '\n')
        {
            current.Length--;
            Flush(null);
        }
        else
        {
            current.Append('\n');
        }
    }

    private void Flush(int? at)
    {
        var closed = at is { } index ? (IElement)selection.Tree.Nodes[index] : null;
        var text = IngestPipeline.Text.Normalize.ForReading(current.ToString()).Trim();
        current.Clear();
        var item = closed is { LocalName: "li" or "dd" or "dt" or "td" or "th" };
        if (text.Length == 0)
        {
            if (closed is { LocalName: "ul" or "ol" or "table" or "dl" }) pendingItem = false;
            return;
        }

        if (closed is not null && Blocks.IsCaption(closed, selection.Tree.Kinds(at!.Value)))
        {
            Captions.Add(text);
            return;
        }

        if (item && pendingItem && Paragraphs.Count > 0)
        {
            // A list may be long, so it is put together once.
            if (items.Length == 0) items.Append(Paragraphs[^1]);
            items.Append(closed!.LocalName is "td" or "th" ? ' ' : '\n').Append(text);
        }
        else
        {
            EndItems();
            Paragraphs.Add(text);
        }

        pendingItem = item && closed!.LocalName is not ("td" or "th") || (item && selection.Tree.HasNext(at!.Value));
        if (closed is not null && Blocks.IsHeading(closed)) headings.Add(text);
    }

    private void EndItems()
    {
        if (items.Length > 0) Paragraphs[^1] = items.ToString();
        items.Clear();
    }

    // A heading with nothing after it stood over something that was left out.
    private void TrimHeadings()
    {
        while (Paragraphs.Count > 0 && headings.Contains(Paragraphs[^1])) Paragraphs.RemoveAt(Paragraphs.Count - 1);
    }
}
