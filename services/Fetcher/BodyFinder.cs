using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

/// <summary>Finds the elements that hold the article.</summary>
/// <remarks>
/// Each block with text of its own gives a score (length, punctuation) to the containers above it; the container with the best score, less its
/// share of links, wins, then takes in siblings that carry prose too. Idea: Arc90's Readability (2009), with the joining of split articles
/// that its users miss. Loops over arrays in document order and back: linear. Weakness: a page of many equal
/// teasers can look like an article.
/// </remarks>
internal sealed partial class BodyFinder
{
    private const int ShortestUnit = 25;

    private readonly PageTree tree;
    private readonly bool[] dropped;
    private readonly int[] block, text, link, own, ownLink, commas, letters, stops;
    private readonly double[] score, prose;

    private BodyFinder(PageTree tree, bool relaxed)
    {
        this.tree = tree;
        var n = tree.Nodes.Length;
        dropped = new bool[n];
        (block, text, link, own, ownLink, commas) = (new int[n], new int[n], new int[n], new int[n], new int[n], new int[n]);
        (score, prose) = (new double[n], new double[n]);
        (letters, stops) = (new int[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            tree.Check(i);
            if (tree.Nodes[i] is IText part) (letters[i], stops[i]) = Prose.Count(part.Data);
        }

        Measure();
        Drop(relaxed);
        Measure();
        Score();
    }

    /// <summary>The article's elements in document order, each with everything inside it that is not dropped.</summary>
    /// <param name="tree">The body of the page.</param>
    /// <param name="relaxed">True to judge no container by its class.</param>
    public static BodySelection Find(PageTree tree, bool relaxed)
    {
        var finder = new BodyFinder(tree, relaxed);
        return finder.Select();
    }

    private IElement? Element(int i) => tree.Nodes[i] as IElement;

    private void Measure()
    {
        Array.Clear(text);
        Array.Clear(link);
        Array.Clear(own);
        Array.Clear(ownLink);
        Array.Clear(commas);
        var inLink = new bool[tree.Nodes.Length];
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            tree.Check(i);
            var parent = tree.Parent[i];
            if (dropped[i])
            {
                i = tree.End[i] - 1;
                continue;
            }

            if (Element(i) is { } element)
            {
                inLink[i] = element.LocalName == "a" || (parent >= 0 && inLink[parent]);
                block[i] = parent < 0 || Blocks.Is(element) ? i : block[parent];
                continue;
            }

            text[i] = letters[i];
            own[block[parent]] += letters[i];
            commas[block[parent]] += stops[i];
            if (!inLink[parent]) continue;
            link[i] = letters[i];
            ownLink[block[parent]] += letters[i];
        }

        for (var i = tree.Nodes.Length - 1; i > 0; i--)
        {
            if (dropped[i]) continue;
            text[tree.Parent[i]] += text[i];
            link[tree.Parent[i]] += link[i];
        }
    }

    private void Drop(bool relaxed)
    {
        var all = Math.Max(1, text[0]);
        for (var i = 1; i < tree.Nodes.Length; i++)
        {
            tree.Check(i);
            if (Element(i) is not { } element) continue;
            var large = text[i] - link[i] > all * 0.4;
            // Pages that load their text later keep it for whoever runs no scripts.
            if ((Blocks.IsNever(element) && !(large && element.LocalName == "noscript")) || (!large && Blocks.IsHidden(element)) || (!relaxed && !large && IsJunk(element, i)))
            {
                dropped[i] = true;
                i = tree.End[i] - 1;
            }
        }
    }

    private bool IsJunk(IElement element, int i)
    {
        if (element.LocalName is "nav" or "footer" or "aside" or "form") return true;
        if (element.LocalName is "html" or "body" or "article" or "main" or "p" or "h1" or "blockquote") return false;
        var kinds = tree.Kinds(i);
        if (kinds.HasFlag(ClassKinds.Junk)) return !kinds.HasFlag(ClassKinds.ArticleBody);
        return (kinds & (ClassKinds.Meta | ClassKinds.Byline)) != 0 && text[i] < 300;
    }

    private void Score()
    {
        for (var i = 1; i < tree.Nodes.Length; i++)
        {
            tree.Check(i);
            if (dropped[i])
            {
                i = tree.End[i] - 1;
                continue;
            }

            if (Element(i) is not { } element || own[i] - ownLink[i] < ShortestUnit || Blocks.IsCaption(element, tree.Kinds(i)) || 2 * ownLink[i] > own[i]) continue;
            var unit = 1 + commas[i] + Math.Min(own[i] / 100.0, 5);
            prose[i] += own[i];
            var at = i;
            if (Blocks.IsUnit(element)) at = tree.Parent[i];
            for (var share = 1.0; at >= 0 && share > 0.2; at = tree.Parent[at], share /= 2) score[at] += unit * share;
        }

        for (var i = tree.Nodes.Length - 1; i > 0; i--)
        {
            if (!dropped[i]) prose[tree.Parent[i]] += prose[i];
        }
    }

    private BodySelection Select()
    {
        var (best, winner) = (0.0, -1);
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            tree.Check(i);
            if (score[i] <= 0 || dropped[i] || Element(i) is not { } element) continue;
            var value = score[i] * (1 - Density(i)) * Bonus(element, tree.Kinds(i));
            if (value > best) (best, winner) = (value, i);
        }

        if (winner < 0) return new BodySelection(tree, dropped, [], Prose: 0, LinkShare: Density(0));

        // The container of one part may be wrapped several times before the parts stand beside one another.
        var climbed = winner;
        for (var (at, level) = (winner, 0); level < 6 && tree.Parent[at] >= 0; at = tree.Parent[at], level++)
        {
            if (Joins(tree.Parent[at], at)) climbed = tree.Parent[at];
        }

        var roots = climbed == winner ? [winner] : Parts(climbed, winner);
        Prune(roots);
        if (Lead(roots[0]) is { } lead) roots.Insert(0, lead);
        return new BodySelection(tree, dropped, roots, (int)prose[climbed], Density(0));
    }

    private double Density(int i) => text[i] == 0 ? 0 : (double)link[i] / text[i];

    private static double Bonus(IElement element, ClassKinds kinds)
    {
        if (kinds.HasFlag(ClassKinds.ArticleBody)) return 2;
        var byTag = element.LocalName switch { "article" => 1.3, "main" => 1.15, "body" => 0.8, "td" or "blockquote" or "li" or "ul" => 0.7, _ => 1.0 };
        return kinds.HasFlag(ClassKinds.Body) ? byTag * 1.25 : byTag;
    }

    // A parent is better than its child when other children of the same kind, or with a fifth of its prose, stand beside it.
    private bool Joins(int parent, int child)
    {
        if (Element(parent) is null || Density(parent) > 0.5) return false;
        foreach (var sibling in Children(parent))
        {
            if (sibling != child && Qualifies(sibling, child)) return true;
        }

        return false;
    }

    private bool Qualifies(int sibling, int child)
    {
        if (dropped[sibling] || Element(sibling) is not { } element || Density(sibling) > 0.3) return false;
        var same = element.LocalName == Element(child)!.LocalName && element.ClassName == Element(child)!.ClassName && element.LocalName is not "li";
        if (sibling < child && prose[sibling] >= 40 && tree.Kinds(sibling).HasFlag(ClassKinds.Lead)) return true;
        var fifth = Math.Max(200, 0.2 * prose[child]);
        return (same && prose[sibling] >= (element.ClassName is null ? fifth : 100)) || prose[sibling] >= 1.5 * fifth;
    }

    private List<int> Parts(int parent, int winner)
    {
        var parts = new List<int>();
        foreach (var child in Children(parent))
        {
            if (dropped[child] || Element(child) is not { } element) continue;
            var holds = winner >= child && winner < tree.End[child];
            if (holds || (Density(child) <= 0.4 && (prose[child] >= 80 || Blocks.IsHeading(element)))) parts.Add(child);
        }

        return parts;
    }

    // Inside the article: containers of links, and headings over nothing. Paragraphs stay whatever they link to.
    private void Prune(List<int> roots)
    {
        foreach (var root in roots)
        {
            for (var i = root + 1; i < tree.End[root]; i++)
            {
                if (dropped[i])
                {
                    i = tree.End[i] - 1;
                    continue;
                }

                if (Element(i) is not { } element || !Blocks.IsContainer(element) || !IsLinks(i, element)) continue;
                dropped[i] = true;
                i = tree.End[i] - 1;
            }
        }
    }

    private bool IsLinks(int i, IElement element)
    {
        if (text[i] == 0) return false;
        var density = Density(i);
        return (density > 0.6 && prose[i] < 150) || (element.LocalName is "ul" or "ol" && density > 0.7 && text[i] < 2000);
    }

    private IEnumerable<int> Children(int parent)
    {
        for (var i = parent + 1; i < tree.End[parent]; i = tree.End[i]) yield return i;
    }
}
