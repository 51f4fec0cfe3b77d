using IngestPipeline.Text;

namespace IngestPipeline.Tagger;

/// <summary>One row of <c>Data/links.tsv</c>: something known under a Wikidata id.</summary>
/// <param name="Names">The name, then its aliases; not empty.</param>
/// <param name="Type"><c>PER</c>, <c>ORG</c> or <c>LOC</c>.</param>
/// <param name="Id">Wikidata id, <c>Q</c> and digits.</param>
/// <param name="Kind"><c>country</c>, <c>capital</c>, <c>leader</c>, <c>agency</c>, <c>body</c>, <c>bank</c>, <c>company</c>, <c>party</c>, <c>media</c>.</param>
/// <param name="From">First year in which an article of today's sense can name it; null when always.</param>
/// <param name="To">Last such year; null when it lasts.</param>
internal sealed record LinkRow(string[] Names, string Type, string Id, string Kind, int? From, int? To);

/// <summary>The table of names with Wikidata ids, each id found in two sources named in the file; see Data/README.md.</summary>
internal static class LinkTable
{
    private static readonly Dictionary<string, string[]> Translated = Resource.Lines(typeof(Entities).Assembly, "country-names.tsv")
        .Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1].Split('|'), StringComparer.Ordinal);

    public static IReadOnlyList<LinkRow> Rows { get; } = [.. Resource.Lines(typeof(Entities).Assembly, "links.tsv").Select(Read)];

    /// <summary>Each nationality's country; of several countries (<c>Congolese</c>) all of them. By folded form.</summary>
    public static ILookup<string, LinkRow> Nationalities { get; } = ReadNationalities();

    private static ILookup<string, LinkRow> ReadNationalities()
    {
        var rows = Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return Resource.Lines(typeof(Entities).Assembly, "demonyms.tsv").Select(line => line.Split('\t')).Where(cells => cells[2].Length > 0)
            .SelectMany(cells => cells[1].Split('|').SelectMany(demonym => new[] { demonym, $"{demonym}s" }).Select(form => (Form: Folding.Fold(form), Row: rows[cells[2]])))
            .Distinct().ToLookup(pair => pair.Form, pair => pair.Row, StringComparer.Ordinal);
    }

    private static LinkRow Read(string line)
    {
        var cells = line.Split('\t');
        string[] names = cells[1].Length == 0 ? [cells[0]] : [cells[0], .. cells[1].Split('|')];
        if (cells[4] == "country" && Translated.TryGetValue(cells[0], out var translated)) names = [.. names, .. translated];
        return new LinkRow(names, cells[2], cells[3], cells[4], Year(cells[5]), Year(cells[6]));
    }

    private static int? Year(string cell) =>
        cell.Length == 0 ? null : int.Parse(cell.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);
}
