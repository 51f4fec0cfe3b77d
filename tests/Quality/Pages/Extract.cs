using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IngestPipeline.Quality.Pages;

/// <summary>The Fetcher's extraction on a folder of pages, and against labelled ones.</summary>
internal static partial class Extract
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> Run(DirectoryInfo folder, FileInfo? gold, FileInfo output, bool show)
    {
        await using var lines = output.CreateText();
        Console.WriteLine((await Measure(folder, gold, lines, show)).ToJsonString());
        return 0;
    }

    /// <summary>Extracts, and scores where there are labels.</summary>
    /// <param name="folder">Of pages, also <c>.gz</c>.</param>
    /// <param name="gold">Labels, JSON Lines; may be null.</param>
    /// <param name="lines">Takes a line of JSON for each page.</param>
    /// <param name="show">Whether to print what is wrong.</param>
    /// <returns>The figures by name.</returns>
    public static async Task<JsonObject> Measure(DirectoryInfo folder, FileInfo? gold, TextWriter lines, bool show)
    {
        var began = Stopwatch.GetTimestamp();
        var pages = new Dictionary<string, ExtractedPage>(StringComparer.Ordinal);
        foreach (var file in folder.GetFiles().Where(file => file.Name.EndsWith(".html", StringComparison.Ordinal) || file.Name.EndsWith(".html.gz", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var page = await ExtractedPage.Of(file.Name, Read(file), TimeProvider.System.GetUtcNow());
            pages[file.Name] = page;
            await lines.WriteLineAsync(JsonSerializer.Serialize(page, Plain));
        }
        var rate = pages.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} pages, {rate:F1} a second, {pages.Values.Count(page => page.Reason is not null)} without an article"));
        var figures = new JsonObject { ["command"] = "extract", ["pages"] = pages.Count, ["pagesPerSecond"] = Math.Round(rate, 1) };
        if (gold is not null) Score(File.ReadLines(gold.FullName).Select(line => JsonNode.Parse(line)!).Where(label => pages.ContainsKey((string)label["file"]!)), pages, figures, show);
        return figures;
    }

    private static byte[] Read(FileInfo file)
    {
        using var page = Packed.Open(file.FullName);
        using var whole = new MemoryStream();
        page.CopyTo(whole);
        return whole.ToArray();
    }

    // Segments with white space folded; title by letters, authors as a set, date by day. An empty label is not annotated, so it is not counted.
    private static void Score(IEnumerable<JsonNode> labels, Dictionary<string, ExtractedPage> pages, JsonObject figures, bool show)
    {
        var (must, found, wrong) = (0, 0, 0);
        var fields = new SortedDictionary<string, (int Right, int All)>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var page = pages[(string)label["file"]!];
            var text = Fold(page.Text);
            foreach (var segment in Strings(label["must"]))
            {
                must++;
                if (text.Contains(Fold(segment), StringComparison.Ordinal)) found++;
                else if (show) Say("missing", segment);
            }
            foreach (var segment in Strings(label["mustNot"]).Where(segment => text.Contains(Fold(segment), StringComparison.Ordinal)))
            {
                wrong++;
                if (show) Say("kept", segment);
            }
            if ((string?)label["title"] is { Length: > 0 } title) Count("title", Letters(title) == Letters(page.Title ?? ""), title, page.Title);
            if (Strings(label["authors"]) is { Length: > 0 } authors) Count("authors", authors.Select(Letters).ToHashSet().SetEquals(page.Authors.Select(Letters)), string.Join(", ", authors), string.Join(", ", page.Authors));
            if ((string?)label["date"] is { Length: > 0 } date) Count("date", page.PublishedAt?.StartsWith(date, StringComparison.Ordinal) == true, date, page.PublishedAt);

            void Count(string field, bool right, string expected, string? actual)
            {
                fields[field] = (fields.GetValueOrDefault(field).Right + (right ? 1 : 0), fields.GetValueOrDefault(field).All + 1);
                if (show && !right) Say(field, $"{expected} ≠ {actual}");
            }

            void Say(string what, string message) => Console.WriteLine($"{label["file"]}\t{what}\t{message.ReplaceLineEndings(" ")}\t{page.Reason}\t{label["url"]}");
        }
        var (precision, recall) = (Figures.Share(found, found + wrong), Figures.Share(found, must));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"segments P {precision:F3} R {recall:F3} F {Figures.F1(precision, recall):F3}"));
        (figures["precision"], figures["recall"], figures["f"]) = (Figures.Round(precision), Figures.Round(recall), Figures.Round(Figures.F1(precision, recall)));
        foreach (var (field, (right, all)) in fields)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{field} {100 * Figures.Share(right, all):F1} % of {all}"));
            figures[field] = Figures.Round(Figures.Share(right, all));
        }
    }

    private static string[] Strings(JsonNode? list) => list is null ? [] : [.. list.AsArray().Select(item => (string)item!)];

    private static string Fold(string text) => Blanks().Replace(text, " ").Trim();

    // Entities, quotes, dashes, white space and case folded.
    private static string Letters(string text) =>
        Fold(Signs().Replace(System.Net.WebUtility.HtmlDecode(text), sign => sign.Value[0] is '–' or '—' or '‐' or '‑' ? "-" : sign.Value[0] is '“' or '”' or '„' or '«' or '»' ? "\"" : "'")).ToLowerInvariant();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex("[–—‐‑“”„«»‘’‚`´]", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
