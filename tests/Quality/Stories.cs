using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality;

/// <summary>Stories against labelled ones.</summary>
internal static class Stories
{
    public static async Task<int> Run(FileInfo file, int? seed, CancellationToken cancellationToken)
    {
        var last = await Product.Run(file.FullName, seed, cancellationToken);
        var articles = Labels(file).Where(label => last.ContainsKey(label.Id)).Select(label => (Gold: label.Story, Found: last[label.Id].Story)).ToList();
        var (precision, recall) = BCubed(articles);
        var rand = AdjustedRandIndex(articles);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"BCubed P {precision:0.000} R {recall:0.000} F1 {Figures.F1(precision, recall):0.000}   ARI {rand:0.000}   {articles.Count} articles"));
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject
        {
            ["command"] = "stories",
            ["documents"] = articles.Count,
            ["precision"] = Figures.Round(precision),
            ["recall"] = Figures.Round(recall),
            ["f1"] = Figures.Round(Figures.F1(precision, recall)),
            ["ari"] = Figures.Round(rand),
        }));
        return 0;
    }

    /// <remarks>Source: Bagga and Baldwin, "Algorithms for scoring coreference chains", 1998.</remarks>
    private static (double Precision, double Recall) BCubed(List<(string Gold, string Found)> articles)
    {
        var both = articles.CountBy(article => article).ToDictionary();
        var (gold, found) = (articles.CountBy(article => article.Gold).ToDictionary(), articles.CountBy(article => article.Found).ToDictionary());
        return (articles.Average(article => (double)both[article] / found[article.Found]), articles.Average(article => (double)both[article] / gold[article.Gold]));
    }

    /// <remarks>Source: Hubert and Arabie, "Comparing partitions", 1985.</remarks>
    private static double AdjustedRandIndex(List<(string Gold, string Found)> articles)
    {
        static double Pairs(double count) => count * (count - 1) / 2;
        var both = articles.CountBy(article => article).Sum(pair => Pairs(pair.Value));
        var (gold, found) = (articles.CountBy(article => article.Gold).Sum(pair => Pairs(pair.Value)), articles.CountBy(article => article.Found).Sum(pair => Pairs(pair.Value)));
        var expected = gold * found / Pairs(articles.Count);
        return (both - expected) / (((gold + found) / 2) - expected);
    }

    private static IEnumerable<(string Id, string Story)> Labels(FileInfo file)
    {
        foreach (var line in Packed.Lines(file.FullName))
        {
            if (JsonNode.Parse(line) is { } article && (string?)article["id"] is { } id && (string?)article["story"] is { } story)
                yield return (id, story);
        }
    }
}
