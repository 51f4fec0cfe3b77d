using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IngestPipeline.Support;

/// <summary>Articles that are told apart by their ids. Words are drawn at random, so no two texts share a phrase; every tenth is
/// a copy of one before it, from another source, so that groups change while the faults come.</summary>
/// <param name="prefix">Begins every id.</param>
/// <param name="seed">The same gives the same texts.</param>
public sealed class Corpus(string prefix, int seed)
{
    private static readonly string[] Onsets = ["b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v"];
    private static readonly string[] Middles = ["a", "e", "i", "o", "u", "ai", "ea", "oo"];
    private static readonly string[] Ends = ["", "l", "m", "n", "r", "s", "t", "nd", "rk", "st"];

    /// <summary>Id under which an article is submitted; also its message-id.</summary>
    /// <param name="number">0 and up.</param>
    public string Id(int number) => $"{prefix}-{number}";

    /// <summary>The article as it is submitted.</summary>
    /// <param name="number">0 and up; the same number and seed give the same bytes.</param>
    /// <param name="marker">Stands in the text; empty for none.</param>
    public byte[] Article(int number, string marker = "")
    {
        var isCopy = number % 10 == 9;
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["id"] = Id(number),
            ["source"] = isCopy ? "second.example" : "first.example",
            ["title"] = $"Report {number} of {prefix}",
            ["language"] = "en",
            ["text"] = Text(isCopy ? number - 7 : number) + marker,
        });
    }

    /// <summary>Three paragraphs, about 120 words.</summary>
    /// <param name="number">0 and up.</param>
    public string Text(int number)
    {
        var random = new Random(seed * 1_000_003 + number);
        var text = new StringBuilder();
        for (var paragraph = 0; paragraph < 3; paragraph++)
        {
            for (var sentence = 0; sentence < 4; sentence++)
            {
                text.Append(sentence == 0 ? "The " : " The ");
                for (var word = 0; word < 9; word++)
                    text.Append(Word(random)).Append(word == 8 ? "." : " ");
            }
            text.Append(paragraph == 2 ? "" : "\n\n");
        }
        return text.ToString();
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Onsets[random.Next(Onsets.Length)] + Middles[random.Next(Middles.Length)])) + Ends[random.Next(Ends.Length)];
}
