using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>
/// Short names of persons and organisations against labelled ones: a gold mention is short when its entity has one of more letters in the article. It is resolved
/// when the Tagger has it, to the letter, in an entity that also has a longer name; rightly when that longer name is marked as the same entity.
/// </summary>
internal static class Resolve
{
    private static readonly string[] Types = ["PER", "ORG"];

    public static int Run(string path, bool show)
    {
        var counts = Types.ToDictionary(type => type, _ => (Right: 0, Resolved: 0, Short: 0));
        var articles = Directory.Exists(path) ? AnnotatedArticle.ReadAll(path).ToList() : [.. Packed.Lines(path).Where(line => line.Length > 0).Select(Read)];
        foreach (var article in articles)
        {
            var entities = Entities.Find(article.Fields[0], article.Fields[1], "en");
            foreach (var type in Types)
            {
                var (right, resolved, all) = Count(article, [.. entities.Where(entity => entity.Type == type)], type, show);
                counts[type] = (counts[type].Right + right, counts[type].Resolved + resolved, counts[type].Short + all);
            }
        }
        var figures = new JsonObject { ["command"] = "resolve", ["documents"] = articles.Count };
        foreach (var type in Types)
        {
            var (precision, recall) = (Figures.Share(counts[type].Right, counts[type].Resolved), Figures.Share(counts[type].Right, counts[type].Short));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type} P {100 * precision:F1} R {100 * recall:F1}   {counts[type].Short} short mentions, {counts[type].Resolved} resolved"));
            figures[type] = new JsonObject { ["precision"] = Figures.Round(precision), ["recall"] = Figures.Round(recall), ["short"] = counts[type].Short };
        }
        Console.WriteLine(figures.ToJsonString());
        return 0;
    }

    /// <summary>Precision and recall of one type.</summary>
    public static (double Precision, double Recall) Score(IEnumerable<AnnotatedArticle> articles, string type)
    {
        var (right, resolved, all) = articles
            .Select(article => Count(article, [.. Entities.Find(article.Fields[0], article.Fields[1], "en").Where(entity => entity.Type == type)], type, show: false))
            .Aggregate((sum, count) => (sum.Right + count.Right, sum.Resolved + count.Resolved, sum.Short + count.Short));
        return (Figures.Share(right, resolved), Figures.Share(right, all));
    }

    private static (int Right, int Resolved, int Short) Count(AnnotatedArticle article, List<Entity> entities, string type, bool show)
    {
        var gold = article.Names.Where(name => name.Type == type).ToDictionary(name => (name.Field, name.Start, name.End));
        var longest = gold.Values.Where(name => name.Entity > 0).GroupBy(name => name.Entity).ToDictionary(group => group.Key, group => group.Max(Letters));
        var found = new Dictionary<(int, int, int), Entity>();
        foreach (var entity in entities)
            foreach (var mention in entity.Mentions) found.TryAdd(Place(mention), entity);

        var (right, resolved, all) = (0, 0, 0);
        foreach (var (place, name) in gold)
        {
            if (name.Entity > 0 && Letters(name) == longest[name.Entity]) continue;
            if (name.Entity > 0) all++;
            var entity = found.GetValueOrDefault(place);
            var full = entity?.Mentions.Where(mention => mention.Text.Length > Letters(name)).MaxBy(mention => mention.Text.Length);
            var isRight = full is not null && gold.TryGetValue(Place(full), out var other) && other.Entity == name.Entity && name.Entity > 0;
            if (full is not null) resolved++;
            if (isRight) right++;
            else if (show) Console.WriteLine($"{article.Name}\t{type}\t{article.Fields[name.Field][name.Start..name.End]}\t{(full is null ? entity is null ? "not found" : "alone" : full.Text)}\t{Around(article, name)}");
        }
        foreach (var (place, entity) in found)
        {
            if (gold.ContainsKey(place) || place.Item3 - place.Item2 >= entity.Name.Length || Overlaps(gold.Keys, place)) continue;
            resolved++;
            if (show) Console.WriteLine($"{article.Name}\t{type}\t{article.Fields[place.Item1][place.Item2..place.Item3]}\tno such name: {entity.Name}");
        }
        return (right, resolved, all);
    }

    private static bool Overlaps(IEnumerable<(int Field, int Start, int End)> names, (int Field, int Start, int End) place) =>
        names.Any(name => name.Field == place.Field && name.Start < place.End && name.End > place.Start);

    private static int Letters(Marked name) => name.End - name.Start;

    private static (int, int, int) Place(Mention mention) => (mention.Field == "headline" ? 0 : 1, mention.Start, mention.End);

    private static string Around(AnnotatedArticle article, Marked name)
    {
        var text = article.Fields[name.Field];
        return text[Math.Max(0, name.Start - 40)..Math.Min(text.Length, name.End + 30)].ReplaceLineEndings(" ");
    }

    private static AnnotatedArticle Read(string line)
    {
        var article = JsonNode.Parse(line)!;
        var names = article["mentions"]!.AsArray().Select(mention => new Marked((string?)mention!["field"] == "headline" ? 0 : 1, (int)mention["start"]!, (int)mention["end"]!,
            (string?)mention["type"] ?? "PER", mention["entity"]!.GetValueKind() == JsonValueKind.Number ? (int)mention["entity"]! : 0));
        return new((string?)article["id"] ?? "", [(string?)article["title"] ?? "", (string)article["text"]!], [.. names]);
    }
}
