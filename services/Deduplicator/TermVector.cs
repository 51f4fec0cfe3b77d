using System.Numerics;
using System.Runtime.InteropServices;

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
    /// <param name="headline">Its words; may be empty.</param>
    /// <param name="body">Words of the text in order; may be empty.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="frequencies">What the words weigh in that language.</param>
    public static TermVector Of(IReadOnlyList<Word> headline, IReadOnlyList<Word> body, string language, DocumentFrequencies frequencies)
    {
        var terms = Terms(headline, body);
        var weights = new float[terms.Length];
        var idf = new float[terms.Length];
        var tongue = frequencies.In(language);
        for (var at = 0; at < terms.Length; at++)
        {
            idf[at] = (float)tongue.Weight(terms[at].Word, terms[at].IsName);
            weights[at] = (1 + MathF.Log(terms[at].Times)) * idf[at];
        }
        Normalise(weights);
        return new(Array.ConvertAll(terms, term => term.Word.Hash), weights, StoryVector.Of(terms, idf));
    }

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
    public IEnumerable<ulong> Strongest(int most) => Words
        .Zip(Weights)
        .OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First)
        .Take(most)
        .Select(pair => Hashing.Mix(~pair.First));

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

    // Ascending by hash, so that vectors are compared by walking along both.
    private static Term[] Terms(IReadOnlyList<Word> headline, IReadOnlyList<Word> body)
    {
        var found = new List<Term>(body.Count);
        var places = new Dictionary<ulong, int>(body.Count);
        for (var at = 0; at < headline.Count; at++)
            Count(found, places, headline[at], inLead: true);
        for (var at = 0; at < body.Count; at++)
            Count(found, places, body[at], inLead: at < StoryVector.LeadWords);
        var hashes = new ulong[found.Count];
        var order = new int[found.Count];
        for (var at = 0; at < order.Length; at++)
            (hashes[at], order[at]) = (found[at].Word.Hash, at);
        Array.Sort(hashes, order);
        return Array.ConvertAll(order, at => found[at]);
    }

    private static void Count(List<Term> found, Dictionary<ulong, int> places, Word word, bool inLead)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, word.Hash, out var known);
        if (!known)
        {
            place = found.Count;
            found.Add(new(word));
        }
        ref var term = ref CollectionsMarshal.AsSpan(found)[place];
        term.Times++;
        term.InLead += inLead ? 1 : 0;
        term.Capitalised += word.IsCapitalised ? 1 : 0;
    }
}

/// <summary>A word of a text with how often it stands there, in all, in headline and lead, and with a capital.</summary>
internal record struct Term(Word Word)
{
    public int Times { get; set; }

    public int InLead { get; set; }

    public int Capitalised { get; set; }

    /// <summary>A word that mostly stands with a capital is a name, wherever sentences begin.</summary>
    public readonly bool IsName => Capitalised * 2 > Times;
}
