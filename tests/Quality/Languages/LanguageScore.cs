using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Fetcher;

namespace IngestPipeline.Quality.Languages;

/// <summary>Guessed languages against labelled ones.</summary>
internal static class LanguageScore
{
    /// <param name="file">JSON Lines: <c>text</c>, <c>language</c> (BCP 47), maybe <c>declared</c>.</param>
    /// <param name="show">Print the texts that are wrong.</param>
    public static int Run(FileInfo file, bool show)
    {
        var documents = Packed.Lines(file.FullName).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)
            .Select(node => (Text: (string)node["text"]!, Gold: LanguageGuess.Tag((string?)node["language"]) ?? "und", Declared: (string?)node["declared"])).ToList();
        LanguageGuess.Of("The first guess reads the model, and that should not be timed.", null);
        var begun = Stopwatch.GetTimestamp();
        var guesses = documents.Select(document => LanguageGuess.Of(document.Text, document.Declared)).ToList();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;

        var languages = new JsonObject();
        foreach (var group in documents.Zip(guesses, (document, guess) => (document.Gold, Guess: guess)).GroupBy(pair => pair.Gold, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var right = group.Count(pair => IsRight(pair.Gold, pair.Guess));
            var wrong = group.Where(pair => !IsRight(pair.Gold, pair.Guess)).CountBy(pair => pair.Guess).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key,-8} {right,6} of {group.Count(),6}   {Figures.Share(right, group.Count()):0.0000}   {string.Join(", ", wrong)}"));
            languages[group.Key] = Figures.Round(Figures.Share(right, group.Count()));
        }

        if (show) Show(documents, guesses);
        var all = documents.Zip(guesses).Count(pair => IsRight(pair.First.Gold, pair.Second));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all} of {documents.Count}, {documents.Count / seconds:0} a second"));
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject
        {
            ["command"] = "language",
            ["documents"] = documents.Count,
            ["accuracy"] = Figures.Round(Figures.Share(all, documents.Count)),
            ["languages"] = languages,
        }));
        return 0;
    }

    /// <summary>A guess may say more than the label (<c>sr-Latn</c> for <c>sr</c>), not less.</summary>
    private static bool IsRight(string gold, string guess) => guess == gold || guess.StartsWith(gold + "-", StringComparison.Ordinal);

    private static void Show(List<(string Text, string Gold, string? Declared)> documents, List<string> guesses)
    {
        foreach (var (document, guess) in documents.Zip(guesses))
        {
            if (!IsRight(document.Gold, guess)) Console.WriteLine($"{document.Gold} called {guess}: {document.Text}");
        }
    }
}
