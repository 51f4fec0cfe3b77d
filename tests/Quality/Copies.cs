using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Consoles;

namespace IngestPipeline.Quality;

/// <summary>Pairs that share a copy cluster, against labelled pairs.</summary>
internal static class Copies
{
    private const string Roundup = "roundup";

    public static async Task<int> Run(DirectoryInfo folder, int? seed, CancellationToken cancellationToken)
    {
        var last = await Product.Run(Path.Combine(folder.FullName, "docs.jsonl"), seed, cancellationToken);
        var gold = File.ReadLines(Path.Combine(folder.FullName, "gold.tsv"))
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length >= 3 && last.ContainsKey(fields[0]) && last.ContainsKey(fields[1]))
            .ToDictionary(fields => Pair(fields[0], fields[1]), fields => fields[2]);
        var found = last.GroupBy(article => article.Value.Cluster)
            .SelectMany(cluster => Pairs([.. cluster.Select(article => article.Key)]))
            .ToHashSet();

        // Pairs of copies of one original are right as well: what is labelled is closed over its originals.
        var right = Closed(gold.Where(pair => pair.Value != Roundup).Select(pair => pair.Key));
        var falsePairs = found.Count(pair => !right.Contains(pair));
        var classes = new JsonObject();
        foreach (var label in gold.GroupBy(pair => pair.Value).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var hits = label.Count(pair => label.Key == Roundup ? IsComposite(pair.Key, last) : found.Contains(pair.Key));
            classes[label.Key] = new JsonObject { ["pairs"] = label.Count(), ["recall"] = Figures.Round((double)hits / label.Count()) };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label.Key,-28} {label.Count(),6} pairs   R {(double)hits / label.Count():0.000}"));
        }
        var wanted = gold.Where(pair => pair.Value != Roundup).ToList();
        var recall = Figures.Share(wanted.Count(pair => found.Contains(pair.Key)), wanted.Count);
        var precision = Figures.Share(found.Count - falsePairs, found.Count);
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject
        {
            ["command"] = "copies",
            ["documents"] = last.Count,
            ["precision"] = Figures.Round(precision),
            ["recall"] = Figures.Round(recall),
            ["f1"] = Figures.Round(Figures.F1(precision, recall)),
            ["falsePairsPer1000"] = Figures.Round(1000.0 * falsePairs / last.Count),
            ["classes"] = classes,
        }));
        return 0;
    }

    private static bool IsComposite((string, string) pair, IReadOnlyDictionary<string, Published> last) =>
        last[pair.Item1].Relation == "composite" || last[pair.Item2].Relation == "composite";

    private static HashSet<(string, string)> Closed(IEnumerable<(string, string)> pairs)
    {
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        string Head(string id) => head.TryGetValue(id, out var next) && next != id ? Head(next) : id;
        foreach (var (one, other) in pairs)
            (head[one], head[other]) = (head.GetValueOrDefault(one, one), Head(one));
        foreach (var (one, other) in pairs)
            head[Head(one)] = Head(other);
        return [.. head.Keys.GroupBy(Head).SelectMany(group => Pairs([.. group]))];
    }

    private static IEnumerable<(string, string)> Pairs(IReadOnlyList<string> ids)
    {
        for (var one = 0; one < ids.Count; one++)
            for (var other = one + 1; other < ids.Count; other++)
                yield return Pair(ids[one], ids[other]);
    }

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
