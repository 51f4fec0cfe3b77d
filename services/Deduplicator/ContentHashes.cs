using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What tells one content from another, lower-case hexadecimal SHA-256.</summary>
/// <param name="Content">Of headline and text as they are: a changed letter is a new version.</param>
/// <param name="Text">Of the text's words, folded, a blank after each: the same for copies that differ in
/// punctuation, capitals or line breaks.</param>
internal sealed record ContentHashes(string Content, string Text)
{
    public static ContentHashes Of(ArticleFetched article, IReadOnlyList<Word> words) => new(
        AsTheyAre(article.Headline, article.Text),
        Folded(article.Text, Words.Span(words)));

    private static string AsTheyAre(string headline, string text)
    {
        const string Between = "\n\n";
        var length = headline.Length + Between.Length + text.Length;
        var joined = ArrayPool<char>.Shared.Rent(length);
        headline.CopyTo(joined);
        Between.CopyTo(joined.AsSpan(headline.Length));
        text.CopyTo(joined.AsSpan(headline.Length + Between.Length));
        return Hash(joined, length);
    }

    private static string Folded(string text, ReadOnlySpan<Word> words)
    {
        var length = 0;
        foreach (var word in words)
            length += word.Length + 1;
        var folded = ArrayPool<char>.Shared.Rent(length);
        var at = 0;
        foreach (var word in words)
        {
            Words.Fold(text.AsSpan(word.Start, word.Length), folded.AsSpan(at));
            folded[at + word.Length] = ' ';
            at += word.Length + 1;
        }
        return Hash(folded, length);
    }

    // Gives the characters back to the pool.
    private static string Hash(char[] text, int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text.AsSpan(0, length), bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<char>.Shared.Return(text);
        return Convert.ToHexStringLower(hash);
    }
}
