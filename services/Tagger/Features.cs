using System.Buffers;

namespace IngestPipeline.Tagger;

/// <summary>
/// The features of an article's tokens as rows of the model's table: the word and its parts in a window of two, its shape, the lists it stands in,
/// the capitalised run around it, and, in an article long enough to tell, what the rest of the article says of the word. A feature is the hash of a
/// template and its atoms; two that fall into one row share its weights. Cost: some forty hashes a token, eighty in a name.
/// Source: Ratinov and Roth 2009 for the templates; Weinberger et al. 2009 for hashing.
/// </summary>
internal sealed class Features : IDisposable
{
    /// <summary>How many features a token has at most: some seventy of their own, and one for each of 27 lists five times over.</summary>
    public const int Most = 224;

    /// <summary>From how many sentences on the article speaks of its words.</summary>
    private const int Article = 8;

    private readonly Reading reading;
    private readonly TokenAtoms[] atoms;
    private readonly int[] runFirst, runLast;
    private readonly byte[] ruled;
    private readonly bool isArticle;
    private readonly uint mask;
    private readonly int count;

    private int[] rows = [];
    private int filled;

    /// <param name="reading">The article.</param>
    /// <param name="ruled">What the rules say of each word, a label each.</param>
    /// <param name="bits">Rows of the table, as a power of two.</param>
    public Features(Reading reading, byte[] ruled, int bits)
    {
        this.reading = reading;
        this.ruled = ruled;
        mask = (1u << bits) - 1;
        isArticle = reading.Sentences >= Article;
        var words = reading.Words;
        count = words.Length;
        atoms = ArrayPool<TokenAtoms>.Shared.Rent(count);
        for (var i = 0; i < count; i++) atoms[i] = TokenAtoms.Of(words[i]);
        (runFirst, runLast) = (ArrayPool<int>.Shared.Rent(count), ArrayPool<int>.Shared.Rent(count));
        Phrases();
        CapitalRuns();
    }

    /// <summary>The features of a token.</summary>
    /// <param name="at">Which token.</param>
    /// <param name="into">Room for <see cref="Most"/>.</param>
    /// <returns>How many there are.</returns>
    public int Of(int at, int[] into)
    {
        (rows, filled) = (into, 0);
        ref readonly var word = ref reading.Words[at];
        ref readonly var here = ref atoms[at];
        ref readonly var before = ref Near(at, -1);
        ref readonly var after = ref Near(at, 1);
        ref readonly var before2 = ref Near(at, -2);
        ref readonly var after2 = ref Near(at, 2);

        // A template's number only keeps its features apart from the others'; the model knows it, so it stays.
        Add(1, 0);
        Add(2, here.Lower);
        Add(3, before.Lower);
        Add(4, after.Lower);
        Add(5, before2.Lower);
        Add(6, after2.Lower);
        Add(7, here.Form);
        Add(8, here.Lower, before.Lower);
        Add(9, here.Lower, after.Lower);
        Add(10, before.Lower, after.Lower);
        Add(11, here.Shape);
        Add(12, here.Shape, before.Shape);
        Add(13, here.Shape, after.Shape);
        Add(14, TokenAtoms.Mix(before.Shape, here.Shape), after.Shape);
        Add(15, TokenAtoms.Mix(before2.Shape, before.Shape), here.Shape);
        Add(16, TokenAtoms.Mix(here.Shape, after.Shape), after2.Shape);
        Add(17, here.LongShape);
        for (var i = 0; i < 4; i++)
        {
            if (here.Prefixes[i] != 0) Add(18 + (uint)i, here.Prefixes[i]);
            if (here.Suffixes[i] != 0) Add(22 + (uint)i, here.Suffixes[i]);
        }
        Add(26, before.Suffixes[2]);
        Add(27, after.Suffixes[2]);
        var state = (word.Opens ? 1u : 0) | (word.Styled ? 2u : 0);
        Add(28, here.Shape, state);
        if (word.Opens) Add(29, here.Lower);
        Classes(at, here.Shape);
        ListsOf(here, before, after);
        RunOf(at, here);
        if (isArticle) InArticle(word, here);
        Add(90, ruled[at]);
        Add(91, ruled[at], here.Shape);
        Add(92, ruled[at], at > 0 ? ruled[at - 1] : 99u);
        Add(93, ruled[at], at + 1 < count ? ruled[at + 1] : 99u);
        return filled;
    }

    public void Dispose()
    {
        ArrayPool<TokenAtoms>.Shared.Return(atoms);
        ArrayPool<int>.Shared.Return(runFirst);
        ArrayPool<int>.Shared.Return(runLast);
    }

    private void Classes(int at, uint shape)
    {
        for (var distance = -2; distance <= 2; distance++)
            if (Near(at, distance).Class is > 1 and var kind) Add(35 + (uint)distance, kind, shape);
    }

    private void ListsOf(in TokenAtoms here, in TokenAtoms before, in TokenAtoms after)
    {
        Add(40, (uint)here.Lists, here.Shape);
        Add(41, (uint)before.Lists, here.Shape);
        Add(42, (uint)after.Lists, here.Shape);
        Add(43, (uint)here.Lists, (uint)after.Lists);
        Add(44, (uint)before.Lists, (uint)here.Lists);
        for (var bits = (uint)here.Lists; bits != 0; bits &= bits - 1) Add(45, bits & (0 - bits), here.Shape);
        for (var bits = (uint)before.Lists; bits != 0; bits &= bits - 1) Add(46, bits & (0 - bits), here.Shape);
        for (var bits = (uint)after.Lists; bits != 0; bits &= bits - 1) Add(47, bits & (0 - bits), here.Shape);
        for (var bits = (uint)here.Phrase; bits != 0; bits &= bits - 1) Add(48, bits & (0 - bits), here.PhrasePlace);
    }

    /// <summary>The capitalised run: where in it the token stands, its first and last word, what comes before and after it.</summary>
    private void RunOf(int at, in TokenAtoms here)
    {
        var (first, last) = (runFirst[at], runLast[at]);
        if (first < 0) return;
        var place = (uint)((Math.Min(at - first, 3) * 4) + Math.Min(last - at, 3));
        Add(50, place);
        Add(51, atoms[last].Lower, place);
        Add(52, (uint)atoms[last].Lists, place);
        Add(53, atoms[first].Lower, place);
        Add(54, (uint)atoms[first].Lists, place);
        Add(55, Near(first, -1).Lower, place);
        Add(56, Near(last, 1).Lower, place);
        Add(57, Near(first, -1).Class, Near(last, 1).Class);
        Add(58, (uint)Near(first, -1).Lists, here.Shape);
        Add(59, Near(first, -1).Lower, Near(last, 1).Lower);
        var inside = Lists.None;
        for (var i = first; i <= last; i++) inside |= atoms[i].Lists;
        for (var bits = (uint)inside; bits != 0; bits &= bits - 1) Add(60, bits & (0 - bits), place);
    }

    /// <summary>Whether the article has the word in lower case, or capitalised where its place does not explain that.</summary>
    private void InArticle(in Word word, in TokenAtoms here)
    {
        if (!word.IsCapitalised) return;
        var low = reading.OccursInLowerCase(word.Text) ? 1u : 0;
        var capitals = (uint)Math.Min(reading.InMidSentence(word.Text), 2);
        Add(70, (low * 4) + capitals, word.Opens ? 1u : 0);
        Add(71, (low * 4) + capitals, here.Shape);
    }

    private void Add(uint template, uint value) => rows[filled++] = (int)(Scramble(TokenAtoms.Mix(template * 0x85EBCA6B, value)) & mask);

    private void Add(uint template, uint value, uint other) => Add(template, TokenAtoms.Mix(value * 0xC2B2AE35, other));

    private static uint Scramble(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6D;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39;
        return hash ^ (hash >> 15);
    }

    private ref readonly TokenAtoms Near(int at, int distance)
    {
        var other = at + distance;
        if (other < 0 || other >= count || reading.Words[other].Sentence != reading.Words[at].Sentence) return ref TokenAtoms.Edge;
        return ref atoms[other];
    }

    /// <summary>Marks the longest phrase of the lists that begins at each word, left to right.</summary>
    private void Phrases()
    {
        var at = 0;
        while (at < count)
        {
            var (last, lists) = Gazetteer.LongestPhrase(reading.Words, at, count - 1);
            lists &= ~Lists.Mined;
            if (last > at && lists != Lists.None)
            {
                for (var i = at; i <= last; i++)
                    (atoms[i].Phrase, atoms[i].PhrasePlace) = (lists, (byte)(i == at ? 1 : i == last ? 3 : 2));
                at = last;
            }
            at++;
        }
    }

    private void CapitalRuns()
    {
        runFirst.AsSpan(0, count).Fill(-1);
        foreach (var (first, last) in Runs.Find(reading.Words))
            for (var i = first; i <= last; i++) (runFirst[i], runLast[i]) = (first, last);
    }
}
