namespace IngestPipeline.Tagger;

/// <summary>What the model's features of a token are put together from: hashes of the word and its parts, and its lists.</summary>
internal struct TokenAtoms
{
    private const int Affixes = 4;

    /// <summary>Beyond the ends of a sentence.</summary>
    public static readonly TokenAtoms Edge = new() { Lower = 1, Form = 1, Shape = 1, LongShape = 1, Class = 1 };

    public uint Lower;
    public uint Form;

    /// <summary>Kinds of letters, each run of one kind once: <c>Xx</c>.</summary>
    public uint Shape;

    /// <summary>The kinds of the first eight letters, one by one.</summary>
    public uint LongShape;

    /// <summary>Which lists of <see cref="Words"/> hold it.</summary>
    public uint Class;

    public Lists Lists;

    /// <summary>Lists of a phrase it is part of, and where in it: 1 first, 2 inside, 3 last; 0 where it is in none.</summary>
    public Lists Phrase;

    public byte PhrasePlace;

    public AffixHashes Prefixes;
    public AffixHashes Suffixes;

    /// <summary>One hash a length, 1 to 4 letters, lower case; 0 where the word is shorter.</summary>
    [System.Runtime.CompilerServices.InlineArray(Affixes)]
    public struct AffixHashes
    {
        private uint first;
    }

    public static TokenAtoms Of(in Word word)
    {
        var atoms = new TokenAtoms { Lists = Unmined(word.Lists), Class = Words.ClassOf(word.Text) };
        var text = word.Text;
        uint form = 17, lower = 17, shape = 17, longShape = 17;
        var before = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var low = char.ToLowerInvariant(c);
            (form, lower) = (Mix(form, c), Mix(lower, low));
            if (i < Affixes) atoms.Prefixes[i] = lower;
            var kind = Kind(c);
            if (kind != before) shape = Mix(shape, kind);
            before = kind;
            if (i < 8) longShape = Mix(longShape, kind);
        }
        uint suffix = 17;
        for (var i = 0; i < Affixes && i < text.Length; i++)
            atoms.Suffixes[i] = suffix = Mix(suffix, char.ToLowerInvariant(text[^(i + 1)]));
        (atoms.Form, atoms.Lower, atoms.Shape, atoms.LongShape) = (form, lower, shape, longShape);
        return atoms;
    }

    private static Lists Unmined(Lists lists) => lists & ~(Lists.Mined | Lists.Family | Lists.MinedName | (lists.HasFlag(Lists.MinedName) ? Lists.Given : Lists.None));

    public static uint Mix(uint hash, uint value) => (hash ^ value) * 0x01000193 + 0x9E37;

    private static char Kind(char c) =>
        char.IsUpper(c) ? 'X' : char.IsLower(c) ? 'x' : char.IsDigit(c) ? 'd' : char.IsLetter(c) ? 'o' : c;
}
