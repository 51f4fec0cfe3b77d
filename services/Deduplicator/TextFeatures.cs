namespace IngestPipeline.Deduplicator;

/// <summary>All that comparing two texts asks of each, worked out once a text.</summary>
internal sealed class TextFeatures
{
    private TextFeatures(List<Word> words, ulong[] grams, ulong[] ownGrams, HashSet<ulong> numbers, TermVector vector) =>
        (Words, Grams, OwnGrams, Numbers, Vector) = (words, grams, ownGrams, numbers, vector);

    /// <summary>Words of the body, in order.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>3-grams of the body, distinct, ascending.</summary>
    public ulong[] Grams { get; }

    /// <summary>3-grams outside quotations, distinct, ascending.</summary>
    public ulong[] OwnGrams { get; }

    /// <summary>Distinct words of the body that hold a digit.</summary>
    public IReadOnlySet<ulong> Numbers { get; }

    /// <summary>Headline and body, weighted.</summary>
    public TermVector Vector { get; }

    /// <param name="headline">May be empty.</param>
    /// <param name="text">May be empty.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="frequencies">Weights of words.</param>
    public static TextFeatures Of(string headline, string text, string language, DocumentFrequencies frequencies)
    {
        var words = Deduplicator.Words.Of(text);
        return new(
            words,
            Shingles.Of(words),
            Shingles.Of(words, Quotations.Mask(text, words)),
            words.Where(word => word.IsNumber).Select(word => word.Hash).ToHashSet(),
            TermVector.Of(Deduplicator.Words.Of(headline), words, language, frequencies));
    }
}
