using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace IngestPipeline.Benchmarks;

/// <summary>
/// Texts of about 480 words to measure on: made of a vocabulary whose words come as often as words do (Zipf's law, the
/// n-th word 1/n as often as the first), in sentences and paragraphs, with names, figures and a quotation; or real ones.
/// </summary>
internal static class Texts
{
    /// <summary>Environment variable that names the file of real texts.</summary>
    public const string FileVariable = "INGEST_BENCHMARK_TEXTS";

    private const int Words = 480, Vocabulary = 20_000, Sentence = 18, Paragraph = 3;

    /// <param name="count">How many; a file that has fewer gives them again from the first.</param>
    public static string[] Of(int count) =>
        Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file ? Real(file, count) : [.. Enumerable.Range(0, count).Select(Made)];

    /// <summary>A copy that somebody edited lightly: one word in twenty is another.</summary>
    public static string Edited(string text, int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', text.Split(' ').Select(word => random.Next(20) == 0 ? Word(random.Next(Vocabulary)) : word));
    }

    private static string Made(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Words * 7);
        for (var at = 0; at < Words; at++)
        {
            var first = at % Sentence == 0;
            var word = random.Next(30) == 0 ? $"{random.Next(1, 2000)}" : Word(Rank(random));
            text.Append(first && at % (5 * Sentence) == Sentence ? "“" : "").Append(first || random.Next(15) == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            text.Append((at + 1) % Sentence != 0 ? at % 9 == 8 ? ", " : " " : at % (5 * Sentence) == (2 * Sentence) - 1 ? ".” " : (at + 1) % (Sentence * Paragraph) == 0 ? ".\n\n" : ". ");
        }
        return text.ToString().Trim();
    }

    // By inverting the sum of 1/n, which grows as the logarithm.
    private static int Rank(Random random) => (int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary)) - 1;

    // The higher the rank the longer the word, always the same.
    private static string Word(int rank)
    {
        var random = new Random(rank);
        var syllables = 1 + (int)(Math.Log10(rank + 1.0) / 2) - (rank < 30 ? 1 : 0) + random.Next(2);
        return string.Concat(Enumerable.Range(0, Math.Max(1, syllables)).Select(_ => $"{"bcdfghklmnprstvw"[random.Next(16)]}{"aeiou"[random.Next(5)]}{(random.Next(3) == 0 ? "nrst"[random.Next(4)] : "")}"));
    }

    private static string[] Real(string file, int count)
    {
        using var raw = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        var texts = new List<string>();
        while (texts.Count < count && reader.ReadLine() is { } line)
        {
            if ((string?)JsonNode.Parse(line)!["text"] is { } text && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length is >= 430 and <= 530)
                texts.Add(text);
        }
        return texts.Count < 2 ? throw new InvalidDataException($"{file} has fewer than two texts of 430 to 530 words.") : [.. Enumerable.Range(0, count).Select(index => texts[index % texts.Count])];
    }
}
