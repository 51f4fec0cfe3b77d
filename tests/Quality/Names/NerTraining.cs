using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Names;

/// <summary>Makes the model of names: reads the sets, brings them to one convention, learns, writes the file, and says what it reaches on the development sets.</summary>
internal static class NerTraining
{
    private const int Epochs = 8;
    private const int Bits = 20;

    /// <summary>How many perceptrons are averaged, each of another order of the sentences: one alone moves by half a point from order to order.</summary>
    private const int Voters = 5;

    /// <summary>By how much the right label has to win while learning; a weight moves by 1. Of 0 to 120 tried, the best on the development sets.</summary>
    private const int Margin = 60;

    /// <summary>One sentence in so many is learned in capitals too, and one in title case, as headlines are.</summary>
    private const int Restyled = 20;

    private static readonly string[] Development = ["newswire_dev", "ewt_dev"];

    private const string Licence = "CC-BY-SA-4.0";

    /// <param name="data">Folder with <c>train</c> and <c>dev</c>.</param>
    /// <param name="articles">Folder of articles with marked names.</param>
    /// <param name="without">Names of sets to leave out.</param>
    /// <param name="output">Where the model goes; null to measure only.</param>
    /// <param name="seed">Of the order of the sentences.</param>
    public static int Run(DirectoryInfo data, DirectoryInfo articles, string[] without, FileInfo? output, int seed)
    {
        var random = new Random(seed);
        var examples = new List<Example>();
        var sets = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(data.FullName, "train"), "*.bio.gz").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[..^".bio.gz".Length];
            if (without.Contains(name)) continue;
            sets.Add(name);
            foreach (var document in BioFile.Read(file)) Add(document);
        }
        if (!without.Contains("articles"))
        {
            sets.Add("articles");
            foreach (var article in AnnotatedArticle.ReadAll(articles.FullName))
            {
                var (reading, labels) = TrainingSet.Document(article);
                examples.AddRange(TrainingSet.Examples(reading, labels, Bits));
            }
        }

        var (sums, steps) = (new double[(1 << Bits) * Labels.Weighted], new double[Labels.Count * Labels.Count]);
        for (var voter = 1; voter <= Voters; voter++)
        {
            var learner = new Perceptron(Bits);
            var order = new Random(seed * 100 + voter);
            var wrong = 0;
            for (var epoch = 1; epoch <= Epochs; epoch++) wrong = learner.Learn(examples, order, Margin);
            learner.AddAverage(sums, steps);
            Console.WriteLine($"{voter} of {Voters}: {wrong} of {examples.Sum(example => example.Labels.Length)} tokens wrong in the last of {Epochs} rounds");
        }

        var development = Development.ToDictionary(set => set, set => BioFile.Read(Path.Combine(data.FullName, "dev", $"{set}.bio.gz")));
        var curve = Calibration.Of(development.Values.SelectMany(documents => documents), Perceptron.Model(Bits, sums, steps, new(0, 0)));
        var model = Perceptron.Model(Bits, sums, steps, curve);
        if (output is not null)
        {
            using var file = output.Create();
            EntityModelFile.Write(file, new(Bits, sets, Licence, seed, Epochs, curve), model);
        }
        var figures = new JsonObject { ["command"] = "train-ner", ["seed"] = seed };
        foreach (var set in Development)
        {
            var score = Ner.Score(development[set], model);
            Console.WriteLine($"{set,-14} {score}");
            figures[set] = Figures.Round(score.Of(NameScore.Types).F1);
        }
        Console.WriteLine(figures.ToJsonString());
        return 0;

        void Add(List<BioSentence> document)
        {
            var (reading, labels) = TrainingSet.Document(document);
            TrainingSet.Harmonise(reading, labels);
            examples.AddRange(TrainingSet.Examples(reading, labels, Bits));
            foreach (var sentence in document)
                if (random.Next(Restyled) == 0)
                    foreach (var restyle in new Func<string, string>[] { word => word.ToUpperInvariant(), word => char.ToUpperInvariant(word[0]) + word[1..] })
                    {
                        var (styled, same) = TrainingSet.Document([sentence with { Tokens = Array.ConvertAll(sentence.Tokens, word => restyle(word)) }]);
                        examples.AddRange(TrainingSet.Examples(styled, same, Bits));
                    }
        }
    }
}
