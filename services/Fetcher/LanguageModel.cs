using System.Numerics;

namespace IngestPipeline.Fetcher;

/// <summary>How much more usual each character n-gram is in a language than on average over all of them.</summary>
/// <remarks>
/// Naive Bayes over n-grams: ln p(gram | language) − ln mean p(gram), in sixteenths, one byte each. N-grams that tell
/// little are not in the file. Source: Dunning, "Statistical identification of language", 1994. One look-up and one row of
/// additions per n-gram; some 3.5 MB in memory. Weakness: n-grams of a word depend on each other, so that the sums
/// overstate the evidence several times; and names count like words.
/// </remarks>
internal sealed class LanguageModel
{
    /// <summary>Weights are in this part of a nat.</summary>
    public const int Steps = 16;

    private const uint Empty = 0;

    private readonly uint[] keys;
    private readonly int[] rows;
    private readonly sbyte[] weights;

    private LanguageModel(string[] languages, int grams)
    {
        Languages = languages;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * grams));
        keys = new uint[slots];
        rows = new int[slots];
        weights = new sbyte[grams * languages.Length];
    }

    /// <summary>BCP 47 tags, in the order of the scores.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>The model that is embedded in this assembly.</summary>
    public static LanguageModel Embedded { get; } = Read(typeof(LanguageModel).Assembly.GetManifestResourceStream("languages.model")
        ?? throw new FileNotFoundException("The assembly embeds no languages.model."));

    /// <summary>Adds up the weights of a text's n-grams.</summary>
    /// <param name="words">What <see cref="Grams.Words"/> made of the text.</param>
    /// <param name="scores">One per language; what stands in it is overwritten.</param>
    /// <returns>How many n-grams the text has, those included that the model does not know.</returns>
    public int Score(ReadOnlySpan<char> words, Span<int> scores)
    {
        scores.Clear();
        var all = 0;
        foreach (var gram in new Grams(words))
        {
            all++;
            var slot = Slot(gram);
            if (keys[slot] == Empty) continue;
            var row = weights.AsSpan(rows[slot], scores.Length);
            for (var i = 0; i < row.Length; i++) scores[i] += row[i];
        }

        return all;
    }

    /// <summary>Reads a model: tags, then each n-gram's hash, least weight, a bit per language with more, and that weight for each bit.</summary>
    /// <exception cref="EndOfStreamException">The file is cut short.</exception>
    public static LanguageModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var languages = new string[reader.ReadByte()];
        for (var i = 0; i < languages.Length; i++) languages[i] = reader.ReadString();
        var grams = reader.ReadInt32();
        var model = new LanguageModel(languages, grams);
        for (var i = 0; i < grams; i++) model.ReadGram(reader, i * languages.Length);
        return model;
    }

    private void ReadGram(BinaryReader reader, int row)
    {
        var key = reader.ReadUInt32();
        var slot = Slot(key);
        (keys[slot], rows[slot]) = (key, row);
        var least = reader.ReadSByte();
        var bits = reader.ReadUInt64();
        for (var i = 0; i < Languages.Count; i++) weights[row + i] = (bits >> i & 1) == 1 ? reader.ReadSByte() : least;
    }

    private int Slot(uint key)
    {
        var slot = (int)(key & (uint)(keys.Length - 1));
        while (keys[slot] != key && keys[slot] != Empty) slot = (slot + 1) & (keys.Length - 1);
        return slot;
    }
}
