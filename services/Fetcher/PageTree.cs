using System.Text;
using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>The nodes of a page in document order, with the end of each subtree: what would be recursion becomes loops over arrays,
/// which no depth of nesting can overflow, and which can be left in the middle.</summary>
internal sealed class PageTree
{
    private const int Often = 256;

    private readonly ClassKinds?[] classes;
    private readonly Dictionary<string, ClassKinds> known;
    private readonly CancellationToken token;

    private PageTree(INode[] nodes, int[] parent, int[] end, ClassKinds?[] classes, Dictionary<string, ClassKinds> known, CancellationToken token)
    {
        (Nodes, Parent, End, this.classes, this.known, this.token) = (nodes, parent, end, classes, known, token);
    }

    /// <summary>Elements and text nodes, parents first.</summary>
    public INode[] Nodes { get; }

    /// <summary>Index of the parent; -1 for the root.</summary>
    public int[] Parent { get; }

    /// <summary>Index after the last node of the subtree.</summary>
    public int[] End { get; }

    /// <summary>Reads a subtree.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="token">Ends this, and every loop that asks <see cref="Check"/>.</param>
    /// <exception cref="OperationCanceledException"><paramref name="token"/> asked for it.</exception>
    public static PageTree Of(INode root, CancellationToken token = default)
    {
        var (nodes, parents, ends) = (new List<INode>(1024), new List<int>(1024), new List<int>(1024));
        var open = new Stack<(int Index, INodeList Children, int Next)>();
        Add(root, -1);
        while (open.TryPop(out var at))
        {
            if (at.Next >= at.Children.Length)
            {
                ends[at.Index] = nodes.Count;
                continue;
            }

            open.Push(at with { Next = at.Next + 1 });
            if (nodes.Count % Often == 0) token.ThrowIfCancellationRequested();
            if (at.Children[at.Next] is var child && child is IElement or IText) Add(child, at.Index);
        }

        return new PageTree([.. nodes], [.. parents], [.. ends], new ClassKinds?[nodes.Count], new(StringComparer.Ordinal), token);

        void Add(INode node, int parent)
        {
            nodes.Add(node);
            parents.Add(parent);
            ends.Add(nodes.Count);
            if (node is IElement) open.Push((nodes.Count - 1, node.ChildNodes, 0));
        }
    }

    /// <summary>The subtree below a node, which is its root.</summary>
    public PageTree Sub(INode root)
    {
        var from = Array.IndexOf(Nodes, root);
        return new PageTree(Nodes[from..End[from]], Moved(Parent), Moved(End), classes[from..End[from]], known, token);

        int[] Moved(int[] indices)
        {
            var moved = indices[from..End[from]];
            for (var i = 0; i < moved.Length; i++) moved[i] -= from;
            if (ReferenceEquals(indices, Parent)) moved[0] = -1;
            return moved;
        }
    }

    /// <summary>What the names of an element say of it; it is read once.</summary>
    public ClassKinds Kinds(int i) => classes[i] ??= Nodes[i] is IElement { Attributes.Length: > 0 } element ? ClassTokens.Of(element, known) : ClassKinds.None;

    /// <summary>All text below a node; null when it is longer than that.</summary>
    public string? Text(int i, int longest)
    {
        if (End[i] == i + 2 && Nodes[i + 1] is IText only) return only.Data.Length <= longest ? only.Data : null;
        var text = new StringBuilder();
        for (var at = i + 1; at < End[i]; at++)
        {
            Check(at);
            if (Nodes[at] is not IText part) continue;
            if (text.Length + part.Data.Length > longest) return null;
            text.Append(part.Data);
        }

        return text.ToString();
    }

    /// <summary>Whether an element is the first of its parent.</summary>
    public bool IsFirst(int i)
    {
        var at = Parent[i] + 1;
        while (at < i && Nodes[at] is IText) at++;
        return at == i;
    }

    /// <summary>Whether an element stands behind another in the same parent. The nodes of the parser would count for it.</summary>
    public bool HasNext(int i)
    {
        var end = Parent[i] < 0 ? 0 : End[Parent[i]];
        var at = End[i];
        while (at < end && Nodes[at] is IText) at++;
        return at < end;
    }

    /// <summary>Asked in loops over nodes: gives up when time is over.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public void Check(int i)
    {
        if (i % Often == 0) token.ThrowIfCancellationRequested();
    }
}
