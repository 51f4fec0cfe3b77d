using System.Globalization;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality;

/// <summary>Pairs that share a copy cluster, against labelled pairs.</summary>
internal static class Copies
{
    public static async Task<int> Run(DirectoryInfo folder, int? seed, bool show, CancellationToken cancellationToken)
    {
        var docs = new FileInfo(Path.Combine(folder.FullName, "docs.jsonl"));
        var last = await Product.Run(docs.FullName, seed, cancellationToken);
        var names = last.ToDictionary(article => article.Value.Uri, article => article.Key, StringComparer.Ordinal);
        var stories = SourceArticle.Lines(docs).Select(line => JsonNode.Parse(line)!).Where(article => article["story"] is not null)
            .ToDictionary(article => (string)article["id"]!, article => (string)article["story"]!, StringComparer.Ordinal);
        var score = new CopyScore(last.ToDictionary(article => article.Key, article => new Placed(
            article.Value.Cluster, article.Value.Family, stories.GetValueOrDefault(article.Key),
            article.Value.Related.Where(related => names.ContainsKey(related.Uri)).DistinctBy(related => related.Uri)
                .ToDictionary(related => names[related.Uri], related => related.Relation, StringComparer.Ordinal))), GoldPair.Read(Path.Combine(folder.FullName, GoldPair.File)));

        if (show)
        {
            foreach (var (one, other) in score.Wrong)
                Console.WriteLine($"wrong\t{one}\t{other}");
        }
        Print(score, last.Count);
        return 0;
    }

    private static void Print(CopyScore score, int documents)
    {
        var classes = new JsonObject();
        foreach (var (name, label, pairs, found) in score.Classes)
        {
            var share = Figures.Share(found, pairs);
            classes[name] = new JsonObject { ["label"] = label, ["pairs"] = pairs, ["recall"] = Figures.Round(share) };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {pairs,6} pairs   R {share:0.000}"));
        }
        var figures = new JsonObject
        {
            ["command"] = "copies",
            ["documents"] = documents,
            ["precision"] = Figures.Round(score.Precision),
            ["recall"] = Figures.Round(score.Recall),
            ["f1"] = Figures.Round(Figures.F1(score.Precision, score.Recall)),
            ["falsePairs"] = score.Wrong.Count,
            ["falsePairsPer1000"] = Figures.Round(score.FalsePairsPer1000),
            ["openPairs"] = score.OpenPairs,
            ["falseComposites"] = score.FalseComposites,
            ["classes"] = classes,
        };
        if (score.Derivation is { } derived)
        {
            figures["derived"] = new JsonObject
            {
                ["precision"] = Figures.Round(derived.Precision),
                ["recall"] = Figures.Round(derived.Recall),
                ["f1"] = Figures.Round(Figures.F1(derived.Precision, derived.Recall)),
            };
        }
        Console.WriteLine(figures.ToJsonString(CopySet.Plain));
    }
}
