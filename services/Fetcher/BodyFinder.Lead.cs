using AngleSharp.Dom;

namespace IngestPipeline.Fetcher;

// The lead: what stands between the headline and the body.
internal sealed partial class BodyFinder
{
    private const int ShortestLead = 40;
    private const int LongestLead = 900;

    /// <summary>What stands between the headline and the body, outside of it: by its class, or a paragraph of a header; null when nothing does.</summary>
    private int? Lead(int body)
    {
        var heading = -1;
        for (var i = 1; i < body; i++)
            if (!dropped[i] && Element(i) is { LocalName: "h1" }) heading = i;
        if (heading < 0) return null;
        for (var i = tree.End[heading]; i < body; i++)
        {
            // What holds the body is looked into, what is dropped is not.
            if (dropped[i])
            {
                i = tree.End[i] - 1;
                continue;
            }

            if (Element(i) is not { } element || tree.End[i] > body || text[i] is < ShortestLead or > LongestLead || Density(i) > 0.3 || Blocks.IsCaption(element, tree.Kinds(i))) continue;
            var kinds = tree.Kinds(i);
            if (kinds.HasFlag(ClassKinds.Byline)) continue;
            if (kinds.HasFlag(ClassKinds.Lead) || (element.LocalName == "p" && tree.Nodes[tree.Parent[i]] is IElement { LocalName: "header" })) return i;
        }

        return null;
    }
}
