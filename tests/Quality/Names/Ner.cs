using System.Text.Json.Nodes;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>The Tagger's names against labelled ones; the tokens and sentences are those of the set.</summary>
internal static class Ner
{
    public static int Run(FileInfo[] gold, FileInfo? output)
    {
        var (score, consistency) = (new NameScore(), new Consistency());
        using var predictions = output?.CreateText();
        foreach (var file in gold)
        {
            var documents = BioFile.Read(file.FullName);
            var tags = new Queue<string>();
            foreach (var document in documents)
                foreach (var tag in Tag(document, score, consistency)) tags.Enqueue(tag);
            if (predictions is not null) Write(file, tags, predictions);
        }
        Console.WriteLine($"{score}");
        Console.WriteLine($"{consistency}");
        var figures = new JsonObject { ["command"] = "ner" };
        foreach (var (name, types) in NameScore.Types.Select(type => (type, new[] { type })).Append(("all", NameScore.Types)))
        {
            var (precision, recall, f1) = score.Of(types);
            figures[name] = new JsonObject { ["precision"] = Figures.Round(precision), ["recall"] = Figures.Round(recall), ["f1"] = Figures.Round(f1) };
        }
        (figures["oneType"], figures["allFound"]) = (Figures.Round(consistency.OneType), Figures.Round(consistency.AllFound));
        Console.WriteLine(figures.ToJsonString());
        return 0;
    }

    /// <summary>How well a model does on labelled documents, with all that the Tagger does around it.</summary>
    public static NameScore Score(IEnumerable<List<BioSentence>> documents, EntityModel model)
    {
        var score = new NameScore();
        foreach (var document in documents)
        {
            var reading = new Reading(document.Select(sentence => sentence.Tokens));
            score.Add(Gold(document), Recognition.Find(reading, Rules.Find(reading, english: true), model).Select(Name));
        }
        return score;
    }

    private static IEnumerable<string> Tag(List<BioSentence> document, NameScore score, Consistency consistency)
    {
        var reading = new Reading(document.Select(sentence => sentence.Tokens));
        var found = Recognition.Find(reading, english: true).Select(Name).ToList();
        score.Add(Gold(document), found);
        var published = found.Where(name => NameScore.Types.Contains(name.Type)).ToList();
        consistency.Add([.. document.SelectMany(sentence => sentence.Tokens)], published);
        var tags = new string[reading.Words.Length];
        Array.Fill(tags, "O");
        foreach (var (first, last, type) in published)
            for (var at = first; at <= last; at++) tags[at] = $"{(at == first ? 'B' : 'I')}-{type}";
        return tags;
    }

    private static IEnumerable<(int First, int Last, string Type)> Gold(List<BioSentence> document)
    {
        var start = 0;
        foreach (var sentence in document)
        {
            foreach (var (first, last, type) in BioFile.Names(sentence.Tags)) yield return (start + first, start + last, type);
            start += sentence.Tokens.Length;
        }
    }

    private static (int First, int Last, string Type) Name(Found name) => (name.First, name.Last, Entities.TypeName(name.Type));

    // Line by line, so that what is no token stays as it is.
    private static void Write(FileInfo gold, Queue<string> tags, StreamWriter output)
    {
        foreach (var line in Packed.Lines(gold.FullName))
            output.WriteLine(line.Length == 0 || line.StartsWith(BioFile.DocumentStart, StringComparison.Ordinal) ? line : $"{line.Split('\t')[0]}\t{tags.Dequeue()}");
    }
}
