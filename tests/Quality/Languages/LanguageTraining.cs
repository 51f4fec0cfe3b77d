using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Fetcher;

namespace IngestPipeline.Quality.Languages;

/// <summary>Makes the language model out of plain text.</summary>
/// <remarks>
/// Counts the n-grams of each language, keeps those that tell most (the n-gram's part of the mutual information of n-gram
/// and language) and writes <see cref="LanguageModel.Read"/>'s format. No chance in it: the same text, the same bytes.
/// Weakness: every language counts alike, however little text it has.
/// </remarks>
internal static class LanguageTraining
{
    /// <summary>An n-gram seen less often in every language says too little to be kept.</summary>
    private const int FewestSeen = 6;

    /// <summary>Added to every share, so that an n-gram that a language's text happens not to have does not rule the language out.</summary>
    private const double Unseen = 2e-6;

    public static int Run(DirectoryInfo folder, FileInfo output, int grams)
    {
        var texts = Texts(folder);
        var tags = texts.Keys.Order(StringComparer.Ordinal).ToArray();
        var counts = tags.Select(tag => Count(texts[tag])).ToArray();
        for (var i = 0; i < tags.Length; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tags[i],-8} {counts[i].Letters,10} letters {counts[i].Grams.Count,9} n-grams"));

        var rows = Kept(counts, grams);
        using (var stream = output.Create())
        using (var writer = new BinaryWriter(stream, Encoding.UTF8)) Write(writer, tags, rows);

        output.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new JsonObject
        {
            ["command"] = "train-language",
            ["languages"] = tags.Length,
            ["grams"] = rows.Count,
            ["bytes"] = output.Length,
        }));
        return 0;
    }

    private static Dictionary<string, List<string>> Texts(DirectoryInfo folder)
    {
        var texts = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var file in folder.EnumerateFiles("*.txt", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var tag = Path.GetRelativePath(folder.FullName, file.FullName).Split(Path.DirectorySeparatorChar)[0].Replace(".txt", "", StringComparison.Ordinal);
            if (!texts.TryGetValue(tag, out var files)) texts[tag] = files = [];
            files.Add(File.ReadAllText(file.FullName).Normalize());
        }

        return texts;
    }

    private static (Dictionary<uint, int> Grams, long Letters) Count(List<string> texts)
    {
        var grams = new Dictionary<uint, int>();
        var all = 0L;
        foreach (var text in texts)
        {
            var words = new char[text.Length + 2];
            var filled = Grams.Words(text, words, out var letters);
            all += letters;
            foreach (var gram in new Grams(words.AsSpan(0, filled))) CollectionsMarshal.GetValueRefOrAddDefault(grams, gram, out _)++;
        }

        return (grams, all);
    }

    private static List<(uint Gram, sbyte[] Weights)> Kept((Dictionary<uint, int> Grams, long Letters)[] counts, int most)
    {
        var candidates = counts.SelectMany(count => count.Grams).Where(gram => gram.Key != 0 && gram.Value >= FewestSeen).Select(gram => gram.Key).ToHashSet();
        var told = new List<(double Told, uint Gram)>();
        var shares = new double[counts.Length];
        foreach (var gram in candidates)
        {
            var mean = Shares(counts, gram, shares);
            told.Add((shares.Sum(share => share * Math.Log(share / mean)), gram));
        }

        told.Sort((a, b) => b.Told.CompareTo(a.Told) is var order and not 0 ? order : a.Gram.CompareTo(b.Gram));
        return told.Take(most).Select(entry => entry.Gram).Order().Select(gram => (gram, Weights(counts, gram, shares))).ToList();
    }

    private static double Shares((Dictionary<uint, int> Grams, long Letters)[] counts, uint gram, double[] shares)
    {
        for (var i = 0; i < counts.Length; i++) shares[i] = ((double)counts[i].Grams.GetValueOrDefault(gram) / counts[i].Letters) + Unseen;
        return shares.Sum() / shares.Length;
    }

    private static sbyte[] Weights((Dictionary<uint, int> Grams, long Letters)[] counts, uint gram, double[] shares)
    {
        var mean = Shares(counts, gram, shares);
        return shares.Select(share => (sbyte)Math.Clamp(Math.Round(LanguageModel.Steps * Math.Log(share / mean)), sbyte.MinValue, sbyte.MaxValue)).ToArray();
    }

    private static void Write(BinaryWriter writer, string[] tags, List<(uint Gram, sbyte[] Weights)> rows)
    {
        writer.Write((byte)tags.Length);
        foreach (var tag in tags) writer.Write(tag);
        writer.Write(rows.Count);
        foreach (var (gram, weights) in rows)
        {
            var least = weights.Min();
            writer.Write(gram);
            writer.Write(least);
            var bits = 0UL;
            for (var i = 0; i < weights.Length; i++) bits |= weights[i] > least ? 1UL << i : 0;
            writer.Write(bits);
            foreach (var weight in weights)
            {
                if (weight > least) writer.Write(weight);
            }
        }
    }
}
