using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IngestPipeline.Contracts;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>
/// Wikidata ids against labelled ones, on documents of the form of the GUM corpus: sentences of tokens, mentions with <c>qid</c>. A mention of ours is judged by
/// the shortest labelled one that holds it and whose head it holds; a part of a place (<c>southern Finland</c>) is labelled as something else than the
/// place and is not judged.
/// </summary>
internal static class LinkScore
{
    private sealed record Labelled(int Start, int End, int Head, string Id);

    public static int Run(FileInfo file, bool show)
    {
        var kinds = Count(file.FullName, show);
        var figures = new JsonObject { ["command"] = "links" };
        foreach (var (kind, (right, done, all)) in kinds)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-8} precision {100 * Figures.Share(right, done):F1} ({right} of {done})   coverage {100 * Figures.Share(done, all):F1} of {all}"));
            figures[kind] = new JsonObject { ["precision"] = Figures.Round(Figures.Share(right, done)), ["coverage"] = Figures.Round(Figures.Share(done, all)) };
        }
        Console.WriteLine(figures.ToJsonString());
        return 0;
    }

    // Right, linked and labelled, of each kind of the table.
    private static SortedDictionary<string, (int Right, int Linked, int Gold)> Count(string file, bool show)
    {
        var known = LinkTable.Rows.ToLookup(row => row.Id, row => row.Kind, StringComparer.Ordinal);
        var kinds = new SortedDictionary<string, (int Right, int Linked, int Gold)>(StringComparer.Ordinal);
        foreach (var line in Packed.Lines(file))
        {
            var (text, gold) = Read(JsonNode.Parse(line)!);
            var linked = new Dictionary<Labelled, string>();
            foreach (var entity in Entities.Find("", text, "en"))
                foreach (var mention in entity.Mentions)
                {
                    // A nationality points to its country by definition; the labels name the people or the language.
                    if (entity.Type == "NORP" || entity.Uri is not { } uri || Holder(gold, mention) is not { } label || IsPart(text, label, mention)) continue;
                    var id = uri[(uri.LastIndexOf('/') + 1)..];
                    linked[label] = id;
                    if (show && id != label.Id) Console.WriteLine($"{mention.Text}\t{id}\t{label.Id}\t{text[Math.Max(0, mention.Start - 50)..Math.Min(text.Length, mention.End + 50)].ReplaceLineEndings(" ")}");
                }
            foreach (var label in gold)
            {
                var id = linked.GetValueOrDefault(label);
                // Of what the table can know at all; a link to something else than the label counts with the kind of the link.
                var kind = known[id ?? label.Id].FirstOrDefault();
                if (kind is null) continue;
                var count = kinds.GetValueOrDefault(kind);
                kinds[kind] = (count.Right + (id == label.Id ? 1 : 0), count.Linked + (id is null ? 0 : 1), count.Gold + 1);
            }
        }
        kinds["all"] = kinds.Values.Aggregate((sum, count) => (sum.Right + count.Right, sum.Linked + count.Linked, sum.Gold + count.Gold));
        return kinds;
    }

    /// <summary>Precision over what is linked, coverage of what the table has.</summary>
    public static (double Precision, double Coverage) Score(string file)
    {
        var (right, linked, gold) = Count(file, show: false)["all"];
        return (Figures.Share(right, linked), Figures.Share(linked, gold));
    }

    private static Labelled? Holder(List<Labelled> gold, Mention mention) =>
        gold.Where(label => label.Start <= mention.Start && label.End >= mention.End && label.Head >= mention.Start && label.Head < mention.End).MinBy(label => label.End - label.Start);

    private static bool IsPart(string text, Labelled label, Mention mention) =>
        label.Start < mention.Start && Words.PlaceBefore.Contains(text[label.Start..mention.Start].Trim().Split(' ')[^1]);

    private static (string Text, List<Labelled> Gold) Read(JsonNode document)
    {
        var text = new StringBuilder();
        var places = new List<(int Start, int End)[]>();
        var paragraph = -1;
        foreach (var sentence in document["sentences"]!.AsArray())
        {
            if (text.Length > 0) text.Append((int)sentence!["par"]! == paragraph ? " " : "\n\n");
            paragraph = (int)sentence!["par"]!;
            var (tokens, space) = (sentence["tokens"]!.AsArray(), sentence["space"]!.AsArray());
            var starts = new (int, int)[tokens.Count];
            for (var i = 0; i < tokens.Count; i++)
            {
                starts[i] = (text.Length, text.Length + ((string)tokens[i]!).Length);
                text.Append((string)tokens[i]!).Append((int)space[i]! == 1 && i + 1 < tokens.Count ? " " : "");
            }
            places.Add(starts);
        }
        var gold = new List<Labelled>();
        foreach (var mention in document["mentions"]!.AsArray())
        {
            if ((string?)mention!["qid"] is not { } id || (string?)mention["infstat"] == "acc:pro") continue;
            var sentence = document["sentences"]![(int)mention["sent"]!]!;
            var head = (int)mention["head"]!;
            if ((string?)sentence["pos"]![head] is not ("NNP" or "NNPS")) continue;
            var starts = places[(int)mention["sent"]!];
            gold.Add(new(starts[(int)mention["start"]!].Start, starts[(int)mention["end"]! - 1].End, starts[head].Start, id));
        }
        return (text.ToString(), gold);
    }
}
