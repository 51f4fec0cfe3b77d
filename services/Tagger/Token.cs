namespace IngestPipeline.Tagger;

/// <summary>A stretch of the text that counts as one unit: offsets in UTF-16 code units, end exclusive.</summary>
internal readonly record struct Token(int Start, int End, TokenKind Kind)
{
    public int Length => End - Start;
}

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    Word,
    Number,
    Mark,
    Address,
    Ideograph,
    Clitic,
}
