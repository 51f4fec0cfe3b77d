using System.Globalization;

namespace IngestPipeline.Deduplicator;

/// <summary>What a character is to words.</summary>
[Flags]
internal enum CharacterKind : byte
{
    None = 0,

    /// <summary>Letter, mark, digit.</summary>
    Word = 1,

    /// <summary>Decimal digit.</summary>
    Digit = 2,

    /// <summary>Capital letter.</summary>
    Upper = 4,

    /// <summary>A word character of a script that puts no spaces between words.</summary>
    Unspaced = 8,

    /// <summary>The first half of a character of two code units: what it is depends on the second.</summary>
    High = 16,

    /// <summary>Stands with the character before it: a mark, or a vowel written behind its consonant.</summary>
    Follows = 32,

    /// <summary>Stands with the character behind it: a vowel written before its consonant.</summary>
    Leads = 64,

    /// <summary>The next consonant is written below: both are one character.</summary>
    Stacks = 128,
}

/// <summary>What every UTF-16 code unit is and how it is folded, worked out once: one lookup a character, in any script.</summary>
internal static class Characters
{
    /// <summary>Set in the entry of a code unit that is a word character by itself, of a script with spaces.</summary>
    public const int OneUnit = 1 << 30;

    private const int FullWidth = '\uFF01' - '!', KindShift = 16;

    /// <summary>By code unit: folded in the lower half, what it is in the upper.</summary>
    public static readonly int[] Table = [.. Enumerable.Range(0, char.MaxValue + 1).Select(Entry)];

    /// <summary>Lower case, and full-width Latin letters and digits as the plain ones.</summary>
    public static char Fold(char c) => (char)Table[c];

    /// <summary>What the upper half of an entry, or of several put together, says.</summary>
    public static CharacterKind KindOf(int entry) => (CharacterKind)(entry >> KindShift);

    /// <summary>The upper half of an entry.</summary>
    public static int Entry(CharacterKind kind) => (int)kind << KindShift;

    /// <summary>Of the character that begins there, whether it has one code unit or two.</summary>
    public static CharacterKind KindAt(string text, int at)
    {
        var kind = KindOf(Table[text[at]]);
        if (kind != CharacterKind.High)
            return kind;
        if (at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
            return CharacterKind.None;
        var point = char.ConvertToUtf32(text[at], text[at + 1]);
        return Of(CharUnicodeInfo.GetUnicodeCategory(point), point);
    }

    private static int Entry(int unit)
    {
        var c = (char)unit;
        var kind = char.IsHighSurrogate(c) ? CharacterKind.High : Of(CharUnicodeInfo.GetUnicodeCategory(c), unit);
        return char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - FullWidth) : c) | Entry(kind)
            | ((kind & (CharacterKind.Word | CharacterKind.Unspaced)) == CharacterKind.Word ? OneUnit : 0);
    }

    private static CharacterKind Of(UnicodeCategory category, int point) => category switch
    {
        // Which form a character has, in emoji most of all, makes no word.
        _ when point is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => CharacterKind.Follows,
        UnicodeCategory.DecimalDigitNumber => CharacterKind.Word | CharacterKind.Digit,
        UnicodeCategory.UppercaseLetter => CharacterKind.Word | CharacterKind.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterKind.Word,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => IsUnspaced(point) ? Unspaced(point) : CharacterKind.Word,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => IsUnspaced(point) ? Unspaced(point) | CharacterKind.Follows : CharacterKind.Word,
        _ => CharacterKind.None,
    };

    private static CharacterKind Unspaced(int point) => CharacterKind.Word | CharacterKind.Unspaced | point switch
    {
        (>= 0x0E40 and <= 0x0E44) or (>= 0x0EC0 and <= 0x0EC4) => CharacterKind.Leads, // Thai and Lao e, ae, o, ai
        0x0E30 or 0x0E32 or 0x0E33 or 0x0E45 or 0x0EB0 or 0x0EB2 or 0x0EB3 => CharacterKind.Follows, // a, aa, am
        0x17D2 or 0x1039 => CharacterKind.Stacks, // Khmer coeng, Burmese virama
        _ => CharacterKind.None,
    };

    // By block, Unicode 16: of each the letters and marks. Korean writes spaces; Tibetan parts its syllables by a mark.
    private static bool IsUnspaced(int point) => point is
        (>= 0x0E00 and <= 0x0E7F) or (>= 0x0E80 and <= 0x0EFF) // Thai, Lao
        or (>= 0x1000 and <= 0x109F) or (>= 0xAA60 and <= 0xAA7F) // Burmese
        or (>= 0x1780 and <= 0x17FF) // Khmer
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) // Japanese
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF); // Han
}
