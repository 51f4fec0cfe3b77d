using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality;

/// <summary>Writes the folders that <c>copies</c> reads: <c>docs.jsonl</c> and <c>gold.tsv</c>.</summary>
internal static class CopySet
{
    // As they are labelled: from here on a pair counts as an abridgement.
    private const double AbridgedFrom = 0.6;
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies made of articles.</summary>
    public static int Generate(FileInfo docs, FileInfo? pairs, DirectoryInfo folder, int seed, int? most, string order, bool extra, bool strangers)
    {
        var entangled = pairs is null ? new HashSet<string>() : SourceArticle.EntangledOf(pairs);
        var set = GeneratedSet.Of([.. SourceArticle.Read(docs).Where(article => !entangled.Contains(article.Id))], seed, most, extra, strangers);
        Write(folder, set.InOrder(order, seed).Select(document => new JsonObject
        {
            ["id"] = document.Id,
            ["source"] = document.Source,
            ["title"] = document.Title,
            ["text"] = document.Text,
            ["publishedAt"] = Time(document.PublishedAt),
        }), set.Gold);
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject { ["command"] = "generate", ["documents"] = set.Documents.Count, ["pairs"] = set.Gold.Count }));
        return 0;
    }

    /// <summary>Labelled articles of some stories; they get times by chance inside 72 hours, so that time does not solve the task.</summary>
    public static int HandLabels(FileInfo docs, FileInfo labels, FileInfo pairs, DirectoryInfo folder, int seed)
    {
        var random = new Random(seed);
        var gold = SourceArticle.Lines(labels).Skip(1).Select(line => line.Split('\t'))
            .Select(fields => new GoldPair(fields[0], fields[1], fields[4], fields[4])).ToList();
        var labelled = gold.Select(pair => pair.Ids).ToHashSet();
        gold.AddRange(SourceArticle.Lines(pairs).Skip(1).Select(line => line.Split('\t'))
            .Where(fields => Math.Max(SourceArticle.Share(fields[2]), SourceArticle.Share(fields[3])) >= AbridgedFrom && !labelled.Contains(GoldPair.Of(fields[0], fields[1])))
            .Select(fields => new GoldPair(fields[0], fields[1], GeneratedSet.Abridged, "abridged_from60")));
        // The story stands beside the intake's fields, which ignores it: pairs of one story without a label are left open.
        Write(folder, SourceArticle.Lines(docs).Select(line =>
        {
            var article = JsonNode.Parse(line)!.AsObject();
            article["publishedAt"] = Time(Start.AddMinutes(random.NextDouble() * 72 * 60));
            return article;
        }), gold);
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject { ["command"] = "hand-labels", ["pairs"] = gold.Count }));
        return 0;
    }

    private static void Write(DirectoryInfo folder, IEnumerable<JsonObject> documents, IEnumerable<GoldPair> gold)
    {
        folder.Create();
        File.WriteAllLines(Path.Combine(folder.FullName, "docs.jsonl"), documents.Select(document => document.ToJsonString(Plain)));
        File.WriteAllLines(Path.Combine(folder.FullName, GoldPair.File), gold.Select(pair => pair.ToString()));
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
