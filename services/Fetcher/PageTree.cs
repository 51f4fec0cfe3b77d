using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>The nodes of a page in document order, with the end of each subtree: what would be recursion becomes loops over arrays,
/// which no depth of nesting can overflow.</summary>
internal sealed class PageTree
{
    /// <summary>Elements and text nodes, parents first.</summary>
    public List<INode> Nodes { get; } = [];

    /// <summary>Index of the parent; -1 for the root.</summary>
    public List<int> Parent { get; } = [];

    /// <summary>Index after the last node of the subtree.</summary>
    public List<int> End { get; } = [];

    /// <summary>Reads a subtree.</summary>
    public static PageTree Of(INode root)
    {
        var tree = new PageTree();
        var open = new Stack<(int Index, int Child)>();
        tree.Add(root, -1);
        open.Push((0, 0));
        while (open.TryPop(out var at))
        {
            var children = tree.Nodes[at.Index].ChildNodes;
            if (at.Child >= children.Length)
            {
                tree.End[at.Index] = tree.Nodes.Count;
                continue;
            }

            open.Push((at.Index, at.Child + 1));
            if (children[at.Child] is not (IElement or IText)) continue;
            tree.Add(children[at.Child], at.Index);
            open.Push((tree.Nodes.Count - 1, 0));
        }

        return tree;
    }

    private void Add(INode node, int parent)
    {
        Nodes.Add(node);
        Parent.Add(parent);
        End.Add(Nodes.Count);
    }
}
