using System.Runtime.InteropServices;

namespace IngestPipeline.Deduplicator;

/// <summary>A word of a text, 16 bytes: what it is, where it stands (UTF-16 offsets, end exclusive), whether it holds a
/// digit and whether it begins with a capital.</summary>
internal readonly record struct Word
{
    private const uint Number = 1u << 31, Capitalised = 1u << 30;

    public Word(ulong hash, int start, int end, bool isNumber, bool isCapitalised) =>
        (Hash, Start, _lengthAndFlags) = (hash, start, (uint)(end - start) | (isNumber ? Number : 0) | (isCapitalised ? Capitalised : 0));

    public ulong Hash { get; }

    public int Start { get; }

    // Fields lie in the order they stand in: eight bytes, four, four.
    private readonly uint _lengthAndFlags;

    public int Length => (int)(_lengthAndFlags & ~(Number | Capitalised));

    public int End => Start + Length;

    public bool IsNumber => (_lengthAndFlags & Number) != 0;

    public bool IsCapitalised => (_lengthAndFlags & Capitalised) != 0;
}

/// <summary>
/// Words as copies are compared by: runs of letters, marks and digits, folded by case and width, so that quotation marks,
/// dashes and capitals make no difference. Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give
/// overlapping pairs of characters instead, marks with their letters, so that the same 3-grams work on them. One pass that hashes as it reads, no
/// string per word. Known weaknesses: no stemming, so an inflected copy differs word by word; a text written half with
/// spaces between such scripts' words, half without, differs where the spaces are.
/// </summary>
internal static class Words
{
    /// <param name="text">May be empty.</param>
    /// <returns>In order of the text.</returns>
    public static List<Word> Of(string text)
    {
        var words = new List<Word>((text.Length / 5) + 4);
        var at = 0;
        while (at < text.Length)
        {
            var kind = Characters.KindAt(text, at);
            if ((kind & CharacterKind.Unspaced) != 0)
                at = Pairs(text, at, words);
            else if ((kind & CharacterKind.Word) != 0)
                at = Run(text, at, words);
            else
                at++;
        }
        return words;
    }

    /// <summary>Lower case; full-width Latin letters and digits as the plain ones. Texts come in normal form C.</summary>
    public static void Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        for (var at = 0; at < word.Length; at++)
            folded[at] = Characters.Fold(word[at]);
    }

    /// <summary>The same words where they lie, when they lie in one piece.</summary>
    public static ReadOnlySpan<Word> Span(IReadOnlyList<Word> words) => words switch
    {
        List<Word> list => CollectionsMarshal.AsSpan(list),
        Word[] array => array,
        _ => words.ToArray(),
    };

    private static int Run(string text, int start, List<Word> words)
    {
        var table = Characters.Table;
        var (end, hash, seen) = (start, Hashing.Seed, 0);
        do
        {
            for (; end < text.Length && table[text[end]] is var entry && (entry & Characters.OneUnit) != 0; end++)
            {
                seen |= entry;
                hash = Hashing.Next(hash, (char)entry);
            }
        }
        while (Pair(text, ref end, ref hash, ref seen));
        var isCapitalised = (Characters.KindAt(text, start) & CharacterKind.Upper) != 0;
        words.Add(new(Hashing.Mix(hash), start, end, (Characters.KindOf(seen) & CharacterKind.Digit) != 0, isCapitalised));
        return end;
    }

    // A letter beyond the first plane, two code units, within a run.
    private static bool Pair(string text, ref int end, ref ulong hash, ref int seen)
    {
        if (end >= text.Length || !char.IsHighSurrogate(text[end]))
            return false;
        var kind = Characters.KindAt(text, end);
        if ((kind & (CharacterKind.Word | CharacterKind.Unspaced)) != CharacterKind.Word)
            return false;
        seen |= Characters.Entry(kind);
        hash = Hashing.Next(Hashing.Next(hash, text[end]), text[end + 1]);
        end += 2;
        return true;
    }

    // Overlapping pairs of characters, each one code unit or two; a character alone is a word.
    private static int Pairs(string text, int start, List<Word> words)
    {
        var (one, two) = (start, After(text, start));
        if (!IsUnspaced(text, two))
            words.Add(new(Hashing.Of(text.AsSpan(one, two - one)), one, two, false, false));
        while (IsUnspaced(text, two))
        {
            var end = After(text, two);
            words.Add(new(Hashing.Of(text.AsSpan(one, end - one)), one, end, false, false));
            (one, two) = (two, end);
        }
        return two;
    }

    private static bool IsUnspaced(string text, int at) => at < text.Length && (Characters.KindAt(text, at) & CharacterKind.Unspaced) != 0;

    // Behind a character as a reader sees it: a consonant with the vowels and marks around it (after Theeramunkong and
    // others, "Character cluster based Thai information retrieval", 2000). Pairs of single letters tell little: every
    // two Thai texts share most of them.
    private static int After(string text, int at)
    {
        var kind = Characters.KindAt(text, at);
        var end = at + (char.IsHighSurrogate(text[at]) ? 2 : 1);
        while (end < text.Length)
        {
            var next = Characters.KindAt(text, end);
            if ((next & CharacterKind.Follows) == 0 && ((kind & (CharacterKind.Leads | CharacterKind.Stacks)) == 0 || (next & CharacterKind.Unspaced) == 0))
                break;
            kind = next;
            end += char.IsHighSurrogate(text[end]) ? 2 : 1;
        }
        return end;
    }
}
