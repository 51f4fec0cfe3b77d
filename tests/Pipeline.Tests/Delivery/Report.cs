using System.Text.Json;

namespace IngestPipeline.Pipeline.Tests.Delivery;

/// <summary>An article as it is dropped.</summary>
/// <param name="Name">Its id at its source: another text under one name is a new version.</param>
internal sealed record Report(string Name, string Text)
{
    private static readonly string[] English = ["and", "the", "with", "was", "that", "from", "has", "for", "which", "were"];

    private static readonly string[][] Words = [.. new[] { 11, 12 }.Select(seed => MadeUp(new(seed), 120))];

    public string Json => JsonSerializer.Serialize(new { id = Name, source = "paper.example", title = $"Report of {Name}", text = Text, language = "en" });

    public static Report Of(Step.Submit submit, IReadOnlyList<Report> before)
    {
        var words = Words[submit.Of];
        var text = submit.Form switch
        {
            0 => words,
            1 => words[..80],
            _ => [.. words, .. MadeUp(new(13 + submit.Of), 40)],
        };
        return submit.Again is { } number && before.Count > 0
            ? new(before[number % before.Count].Name, Sentences([.. text, .. MadeUp(new(before.Count + 100), 12)]))
            : new($"article {before.Count + 1}", Sentences(text));
    }

    private static string Sentences(string[] words) => string.Join(' ', words.Chunk(10).Select(sentence => $"{char.ToUpperInvariant(sentence[0][0])}{string.Join(' ', sentence)[1..]}."));

    // Enough English between words of nobody's for the language to be known.
    private static string[] MadeUp(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(at => at % 3 > 0 ? English[at % English.Length] : string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bcdfghklmnprstvwyz"[random.Next(18)]}{"aeiou"[random.Next(5)]}")))];
}
