using System.Globalization;
using System.Text.Json.Nodes;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Boundaries;

/// <summary>The Tagger's sentences and tokens against those that people cut: right is what begins and ends at the same characters.</summary>
internal static class BoundaryScore
{
    /// <summary>How many were found, are labelled, and both.</summary>
    internal readonly record struct Count(int Right, int Found, int Gold)
    {
        public double Precision => Figures.Share(Right, Found);

        public double Recall => Figures.Share(Right, Gold);

        public double F1 => Figures.F1(Precision, Recall);

        public static Count operator +(Count a, Count b) => new(a.Right + b.Right, a.Found + b.Found, a.Gold + b.Gold);

        public JsonObject Json => new() { ["precision"] = Figures.Round(Precision), ["recall"] = Figures.Round(Recall), ["f1"] = Figures.Round(F1) };
    }

    /// <param name="Sentences">As labelled.</param>
    /// <param name="Written">As labelled, where a mark shows the end.</param>
    /// <param name="Tokens">As labelled.</param>
    internal readonly record struct Counts(Count Sentences, Count Written, Count Tokens)
    {
        public static Counts operator +(Counts a, Counts b) => new(a.Sentences + b.Sentences, a.Written + b.Written, a.Tokens + b.Tokens);
    }

    public static int Run(FileInfo file, string language, bool show)
    {
        var figures = new JsonObject { ["command"] = "sentences" };
        foreach (var (genre, counts) in Score(file.FullName, language, show))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{genre,-14} sentences {Line(counts.Sentences)}   with a mark {Line(counts.Written)}   tokens {Line(counts.Tokens)}"));
            figures[genre] = new JsonObject { ["sentences"] = counts.Sentences.Json, ["written"] = counts.Written.Json, ["tokens"] = counts.Tokens.Json };
        }
        Console.WriteLine(figures.ToJsonString());
        return 0;
    }

    /// <summary>Sentences and tokens of each genre, of <c>all</c>, and of <c>news+interview</c> where there are such.</summary>
    public static IReadOnlyDictionary<string, Counts> Score(string file, string language, bool show = false)
    {
        var genres = new SortedDictionary<string, Counts>(StringComparer.Ordinal);
        foreach (var document in CutDocument.Read(file))
        {
            var (sentences, tokens) = Cut(document.Text, language);
            genres[document.Genre] = genres.GetValueOrDefault(document.Genre) + new Counts(Compare(document, "sentence", document.Sentences, sentences, show),
                Compare(document, "sentence", document.Written, sentences, show: false), Compare(document, "token", document.Tokens, tokens, show));
        }
        var all = genres.Values.Aggregate((sum, genre) => sum + genre);
        if (genres.TryGetValue("news", out var news) && genres.TryGetValue("interview", out var interview)) genres["news+interview"] = news + interview;
        genres["all"] = all;
        return genres;
    }

    private static (List<(int Start, int End)> Sentences, List<(int Start, int End)> Tokens) Cut(string text, string language)
    {
        var tokens = Tokens.Split(text, language);
        var opens = Sentences.Openings(text, tokens, language);
        var sentences = new List<(int Start, int End)>();
        foreach (var (index, token) in tokens.Index())
        {
            if (opens[index]) sentences.Add((token.Start, token.End));
            sentences[^1] = (sentences[^1].Start, token.End);
        }
        return (sentences, [.. tokens.Select(token => (token.Start, token.End))]);
    }

    private static Count Compare(CutDocument document, string what, IReadOnlyList<(int Start, int End)> gold, List<(int Start, int End)> found, bool show)
    {
        var labelled = gold.ToHashSet();
        var right = found.Count(labelled.Contains);
        if (show)
        {
            foreach (var (start, end) in found.Where(place => !labelled.Contains(place))) Show($"{what} not labelled", document, start, end);
            var ours = found.ToHashSet();
            foreach (var (start, end) in gold.Where(place => !ours.Contains(place))) Show($"{what} not found", document, start, end);
        }
        return new(right, found.Count, gold.Count);
    }

    private static void Show(string what, CutDocument document, int start, int end)
    {
        var (text, to) = (document.Text, Math.Min(document.Text.Length, end + 30));
        Console.WriteLine($"{document.Genre}\t{what}\t{text[Math.Max(0, start - 30)..start]}[{text[start..end]}]{text[end..to]}".ReplaceLineEndings("¶"));
    }

    private static string Line(Count count) => string.Create(CultureInfo.InvariantCulture, $"P {count.Precision:F4} R {count.Recall:F4} F1 {count.F1:F4} of {count.Gold,5}");
}
