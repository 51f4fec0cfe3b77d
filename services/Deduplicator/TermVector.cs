namespace IngestPipeline.Deduplicator;

/// <summary>
/// The words of a text weighted by how telling they are, as a unit vector: (1 + ln tf) · idf. Two texts about one event
/// point the same way even when no sentence is shared.
/// </summary>
/// <param name="Words">Distinct, ascending.</param>
/// <param name="Weights">One a word; their squares add up to 1, or there are none.</param>
internal sealed record TermVector(ulong[] Words, double[] Weights)
{
    /// <param name="words">In any order; may be empty.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="frequencies">What the words weigh in that language.</param>
    public static TermVector Of(IEnumerable<Word> words, string language, DocumentFrequencies frequencies)
    {
        var counts = new SortedDictionary<ulong, (int Times, int Capitalised, Word Word)>();
        foreach (var word in words)
        {
            var (times, capitalised, _) = counts.GetValueOrDefault(word.Hash);
            counts[word.Hash] = (times + 1, capitalised + (word.IsCapitalised ? 1 : 0), word);
        }
        var weights = counts.Values.Select(count =>
            // A word that mostly stands with a capital is a name, wherever sentences begin.
            (1 + Math.Log(count.Times)) * frequencies.Weight(count.Word, isName: count.Capitalised * 2 > count.Times, language)).ToArray();
        var length = Math.Sqrt(weights.Sum(weight => weight * weight));
        return new([.. counts.Keys], [.. weights.Select(weight => weight / length)]);
    }

    /// <returns>0 to 1; 0 when either is empty.</returns>
    public double Cosine(TermVector other)
    {
        double sum = 0;
        int i = 0, j = 0;
        while (i < Words.Length && j < other.Words.Length)
        {
            if (Words[i] == other.Words[j])
                sum += Weights[i++] * other.Weights[j++];
            else if (Words[i] < other.Words[j])
                i++;
            else
                j++;
        }
        return Math.Min(1, sum);
    }

    /// <summary>The most telling words, for the index: texts of one story share several of them.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>Hashes that cannot be taken for those of 3-grams.</returns>
    public IEnumerable<ulong> Strongest(int most) => Words
        .Zip(Weights)
        .OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First)
        .Take(most)
        .Select(pair => Hashing.Mix(~pair.First));
}
