namespace IngestPipeline.Deduplicator;

/// <summary>All that comparing two texts asks of each, worked out once a text. What is known to be its source's furniture
/// is left out of everything.</summary>
internal sealed class TextFeatures
{
    private TextFeatures(List<Word> headline, List<Word> words, List<FurnitureSpan> furniture, bool[] telling, ulong[] grams, ulong[] ownGrams, TermVector vector) =>
        (Headline, Words, FurnitureSpans, Telling, Grams, OwnGrams, Numbers, Names, Vector) =
        ([.. headline.Select(word => word.Hash)], words, furniture, telling, grams, ownGrams,
            Distinct(words, telling, numbers: true), Distinct(words, telling, numbers: false), vector);

    /// <summary>Whether the headline says that several items stand below it.</summary>
    public required bool SaysRoundUp { get; init; }

    /// <summary>Words of the headline, in order.</summary>
    public ulong[] Headline { get; }

    /// <summary>Words of the body without furniture, in order; their offsets are those of the whole text.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>What was taken for furniture, as indexes into all words of the text.</summary>
    public IReadOnlyList<FurnitureSpan> FurnitureSpans { get; }

    /// <summary>Whether anything was taken for furniture.</summary>
    public bool HasFurniture => FurnitureSpans.Count > 0;

    /// <returns>Whether furniture was taken out before a word of <see cref="Words"/>.</returns>
    public bool IsAfterFurniture(int word)
    {
        var taken = 0;
        foreach (var span in FurnitureSpans)
        {
            if (span.Start - taken == word)
                return true;
            taken += span.End - span.Start;
        }
        return false;
    }

    /// <summary>Which of the words are names or figures.</summary>
    public bool[] Telling { get; }

    /// <summary>3-grams of the body, distinct, ascending.</summary>
    public ulong[] Grams { get; }

    /// <summary>3-grams outside quotations, distinct, ascending.</summary>
    public ulong[] OwnGrams { get; }

    /// <summary>Words that hold a digit, distinct, ascending.</summary>
    public ulong[] Numbers { get; }

    /// <summary>Words of names, distinct, ascending.</summary>
    public ulong[] Names { get; }

    /// <summary>Headline and body, weighted.</summary>
    public TermVector Vector { get; }

    /// <param name="headline">May be empty.</param>
    /// <param name="text">May be empty.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="frequencies">Weights of words.</param>
    /// <param name="furniture">Sampled 3-grams that are known to be furniture at the article's source; null for none.</param>
    public static TextFeatures Of(string headline, string text, string language, DocumentFrequencies frequencies, IReadOnlySet<ulong>? furniture = null)
    {
        var all = Deduplicator.Words.Of(text);
        List<FurnitureSpan> spans = furniture is null ? [] : Furniture.Of(all, furniture);
        var words = Furniture.Without(all, spans);
        var head = Deduplicator.Words.Of(headline);
        var grams = Shingles.Of(words);
        var quoted = Quotations.Mask(text, words);
        return new(
            head,
            words,
            spans,
            Deduplicator.Telling.Mask(text, words),
            grams,
            quoted.Contains(true) ? Shingles.Of(words, quoted) : grams,
            TermVector.Of(head, words, language, frequencies))
        {
            SaysRoundUp = RoundUpHeadline.Is(headline),
        };
    }

    /// <summary>Whether what the headline says, by the weight of its words, occurs in another article: forms often name their
    /// subject in the headline only, and a round-up's speaks of no one item.</summary>
    /// <param name="other">The other article, headline included.</param>
    /// <param name="share">How much of the headline has to, 0 to 1; one without words says nothing that is missing.</param>
    /// <param name="ofItsOwn">Whether to ask only of words that the body does not have.</param>
    public bool HeadlineSpeaksOf(TextFeatures other, double share, bool ofItsOwn = false)
    {
        double all = 0, shared = 0;
        foreach (var word in Headline)
        {
            if (ofItsOwn && Words.Any(one => one.Hash == word))
                continue;
            var weight = Vector.Weights[Array.BinarySearch(Vector.Words, word)];
            all += weight * weight;
            shared += Array.BinarySearch(other.Vector.Words, word) >= 0 ? weight * weight : 0;
        }
        return shared >= all * share;
    }

    /// <returns>Whether the headline has a name of its own text that the other article lacks.</returns>
    public bool HeadlineNamesMoreThan(TextFeatures other)
    {
        foreach (var word in Headline)
        {
            if (Array.BinarySearch(Names, word) >= 0 && Array.BinarySearch(other.Vector.Words, word) < 0)
                return true;
        }
        return false;
    }

    private static ulong[] Distinct(List<Word> words, bool[] telling, bool numbers)
    {
        var found = new List<ulong>();
        for (var at = 0; at < words.Count; at++)
        {
            if (telling[at] && words[at].IsNumber == numbers)
                found.Add(words[at].Hash);
        }
        found.Sort();
        var distinct = 0;
        for (var at = 0; at < found.Count; at++)
        {
            if (at == 0 || found[at] != found[at - 1])
                found[distinct++] = found[at];
        }
        return [.. found[..distinct]];
    }
}
