using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What tells one content from another.</summary>
internal static class ContentHashes
{
    /// <summary>Of headline and text as they are: a changed letter is a new version. The first half of their SHA-256.</summary>
    public static Guid Content(ArticleFetched article)
    {
        const string Between = "\n\n";
        var (headline, text) = (article.Headline, article.Text);
        var length = headline.Length + Between.Length + text.Length;
        var joined = ArrayPool<char>.Shared.Rent(length);
        headline.CopyTo(joined);
        Between.CopyTo(joined.AsSpan(headline.Length));
        text.CopyTo(joined.AsSpan(headline.Length + Between.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(joined, length, hash);
        return new(hash[..16]);
    }

    /// <summary>Of the text's words, folded, a blank after each: the same for copies that differ in punctuation, capitals
    /// or line breaks. Lower-case hexadecimal SHA-256.</summary>
    public static string Text(string text, IReadOnlyList<Word> words)
    {
        var length = 0;
        foreach (var word in Words.Span(words))
            length += word.Length + 1;
        var folded = ArrayPool<char>.Shared.Rent(length);
        var at = 0;
        foreach (var word in Words.Span(words))
        {
            Words.Fold(text.AsSpan(word.Start, word.Length), folded.AsSpan(at));
            folded[at + word.Length] = ' ';
            at += word.Length + 1;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(folded, length, hash);
        return Convert.ToHexStringLower(hash);
    }

    // Gives the characters back to the pool.
    private static void Hash(char[] text, int length, Span<byte> hash)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(length));
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text.AsSpan(0, length), bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<char>.Shared.Return(text);
    }
}
