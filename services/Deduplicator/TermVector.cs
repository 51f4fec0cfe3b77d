using System.Buffers;
using System.Numerics;

namespace IngestPipeline.Deduplicator;

/// <summary>
/// The words of a text weighted by how telling they are, as a unit vector: (1 + ln tf) · idf. Two texts about one event
/// point the same way even when no sentence is shared.
/// </summary>
/// <param name="Words">Distinct, ascending.</param>
/// <param name="Weights">One a word; their squares add up to 1, or there are none.</param>
/// <param name="Story">The same words as they tell which event the text is about.</param>
internal sealed record TermVector(ulong[] Words, float[] Weights, StoryVector Story)
{
    // A text has each of its words once or twice: most logarithms are known.
    private static readonly float[] Logarithms = [.. Enumerable.Range(0, 256).Select(times => 1 + MathF.Log(times))];

    /// <param name="headline">Its words; may be empty.</param>
    /// <param name="body">Words of the text in order; may be empty.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="frequencies">What the words weigh in that language.</param>
    public static TermVector Of(IReadOnlyList<Word> headline, IReadOnlyList<Word> body, string language, DocumentFrequencies frequencies)
    {
        var rented = ArrayPool<Term>.Shared.Rent(headline.Count + body.Count);
        var terms = Term.Of(Deduplicator.Words.Span(headline), Deduplicator.Words.Span(body), rented);
        var (words, weights, idf) = (new ulong[terms.Length], new float[terms.Length], new float[terms.Length]);
        var tongue = frequencies.In(language);
        for (var at = 0; at < terms.Length; at++)
        {
            words[at] = terms[at].Word.Hash;
            idf[at] = (float)tongue.Weight(terms[at].Word, terms[at].IsName);
            weights[at] = OfTimes(terms[at].Times) * idf[at];
        }
        Normalise(weights);
        var story = StoryVector.Of(terms, idf);
        ArrayPool<Term>.Shared.Return(rented);
        return new(words, weights, story);
    }

    /// <returns>What a word weighs by how often it stands there: 1 + ln tf.</returns>
    public static float OfTimes(int times) => times < Logarithms.Length ? Logarithms[times] : 1 + MathF.Log(times);

    /// <returns>0 to 1; 0 when either is empty.</returns>
    public double Cosine(TermVector other) => Math.Min(1, Product<ulong>(Words, Weights, other.Words, other.Weights));

    /// <returns>Scalar product of two sparse vectors, by walking along both: words ascending, one weight each.</returns>
    public static float Product<T>(ReadOnlySpan<T> words, ReadOnlySpan<float> weights, ReadOnlySpan<T> others, ReadOnlySpan<float> ofOthers)
        where T : IBinaryInteger<T>
    {
        var sum = 0f;
        int i = 0, j = 0;
        while (i < words.Length && j < others.Length)
        {
            if (words[i] == others[j])
                sum += weights[i++] * ofOthers[j++];
            else if (words[i] < others[j])
                i++;
            else
                j++;
        }
        return sum;
    }

    /// <summary>The most telling words, for the index: texts of one story share several of them. Not those of the story
    /// vector, which begins with the lead: where all words weigh alike two leads are two choices.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>Hashes that cannot be taken for those of 3-grams, the most telling first.</returns>
    public ulong[] Strongest(int most)
    {
        Span<int> strongest = stackalloc int[most];
        var count = 0;
        for (var at = 0; at < Words.Length; at++)
        {
            if (count == most && Weights[at] <= Weights[strongest[^1]])
                continue;
            var place = count < most ? count++ : most - 1;
            for (; place > 0 && Weights[strongest[place - 1]] < Weights[at]; place--)
                strongest[place] = strongest[place - 1];
            strongest[place] = at;
        }
        var hashes = new ulong[count];
        for (var place = 0; place < count; place++)
            hashes[place] = Hashing.Mix(~Words[strongest[place]]);
        return hashes;
    }

    /// <summary>Makes the squares add up to 1, unless there are none.</summary>
    public static void Normalise(Span<float> weights)
    {
        var squares = 0f;
        foreach (var weight in weights)
            squares += weight * weight;
        var length = MathF.Sqrt(squares);
        foreach (ref var weight in weights)
            weight /= length;
    }
}
