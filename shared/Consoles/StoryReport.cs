using System.Globalization;
using Spectre.Console;

namespace IngestPipeline.Consoles;

/// <summary>The stories as a person reads them: each article with its relation, containment, source and main entities.</summary>
public static class StoryReport
{
    private const int MostEntities = 4;

    /// <summary>Writes one table a story, largest first, and what was quarantined.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="articles">The last message of each article.</param>
    /// <param name="inputs">Article URI to the name of the input it came from; an article that is not there goes by its own name.</param>
    /// <param name="quarantined">Name of the input to the reason.</param>
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Published> articles, IReadOnlyDictionary<string, string> inputs,
        IReadOnlyCollection<(string Name, string Reason)> quarantined)
    {
        var names = articles.ToDictionary(article => article.Uri, article => inputs.GetValueOrDefault(article.Uri, article.Name), StringComparer.Ordinal);
        var stories = articles.GroupBy(article => article.Story).OrderByDescending(story => story.Count()).ThenBy(story => story.Min(article => names[article.Uri]), StringComparer.Ordinal).ToList();
        foreach (var (index, story) in stories.Index())
        {
            var head = story.FirstOrDefault(article => article.Story.EndsWith(article.Uri.Split(':')[^1], StringComparison.Ordinal)) ?? story.First();
            var table = new Table().Border(TableBorder.Rounded).Expand()
                .Title($"[bold]Story {index + 1}[/]: {Terminal.Markup(head.Headline)}")
                .AddColumns("Article", "Relation", "Contained", "Family", "Source", "Main entities");
            var families = story.GroupBy(article => article.Family).OrderByDescending(family => family.Count()).ThenBy(family => family.Min(article => names[article.Uri]), StringComparer.Ordinal);
            foreach (var (letter, family) in families.Index())
            {
                foreach (var article in family.OrderBy(article => article.Relation != "unique").ThenBy(article => names[article.Uri], StringComparer.Ordinal))
                    table.AddRow(Row(article, names, (char)('A' + letter % 26)).ToArray());
            }
            console.Write(table);
        }

        foreach (var (name, reason) in quarantined.OrderBy(item => item.Name, StringComparer.Ordinal))
            console.MarkupLine($"[red]quarantined[/] {Terminal.Markup(name)}: {Terminal.Markup(reason)}");

        var copies = articles.Count(article => article.Relation is "copy" or "abridged" or "expanded");
        var rewrites = articles.Count(article => article.Relation == "rewrite");
        console.WriteLine(
            $"{Count(articles.Count, "article", "articles")} in {Count(stories.Count, "story", "stories")}: {Count(copies, "copy", "copies")}, {Count(rewrites, "rewrite", "rewrites")}; {quarantined.Count} quarantined.");
    }

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private static IEnumerable<string> Row(Published article, Dictionary<string, string> names, char family)
    {
        yield return Terminal.Markup(names[article.Uri]);
        yield return article.RelatedUri is null
            ? article.Relation
            : $"[yellow]{article.Relation}[/] of {Terminal.Markup(names.GetValueOrDefault(article.RelatedUri, "an earlier article"))}";
        yield return article.Containment?.ToString("0%", CultureInfo.InvariantCulture) ?? "";
        yield return family.ToString();
        yield return Terminal.Markup(article.Source ?? "");
        yield return Terminal.Markup(string.Join(", ", article.Entities.Take(MostEntities)));
    }
}
