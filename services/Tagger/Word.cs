namespace IngestPipeline.Tagger;

/// <summary>A token with what rules ask of it.</summary>
internal readonly record struct Word
{
    /// <summary>0 headline, 1 body.</summary>
    public required int Field { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Folded: no diacritics, straight quotes. May differ from the field's substring, never in length.</summary>
    public required string Text { get; init; }

    public required TokenKind Kind { get; init; }

    public required Lists Lists { get; init; }

    /// <summary>First of its sentence, or of a quotation or bracket in it.</summary>
    public required bool Opens { get; init; }

    /// <summary>Number of its sentence, over both fields.</summary>
    public required int Sentence { get; init; }

    /// <summary>Stands in a line whose capitals say nothing: all capitals or title case.</summary>
    public required bool Styled { get; init; }

    /// <summary>Follows the word before without a space.</summary>
    public required bool Glued { get; init; }

    public bool IsCapitalised => Kind == TokenKind.Word && (char.IsUpper(Text[0]) || (char.IsDigit(Text[0]) && char.IsUpper(Text[^1])));

    public bool IsCapitals => IsCapitalised && Text.Length > 1 && !Text.AsSpan().ContainsAnyInRange('a', 'z');

    public bool In(Lists lists) => (Lists & lists) != 0;

    public bool Is(string text) => Text == text;
}
