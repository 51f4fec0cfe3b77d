namespace IngestPipeline.Fetcher;

/// <summary>Which parts of a page are the article.</summary>
/// <param name="Tree">The page.</param>
/// <param name="Dropped">By node: left out with everything inside.</param>
/// <param name="Roots">The article's elements in document order; empty when there is none.</param>
/// <param name="Prose">Characters of prose in them.</param>
/// <param name="LinkShare">Share of the page's text that is links, 0 to 1.</param>
internal sealed record BodySelection(PageTree Tree, bool[] Dropped, IReadOnlyList<int> Roots, int Prose, double LinkShare);
