using System.Security.Cryptography;
using System.Text;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What tells one content from another.</summary>
internal static class ContentHashes
{
    /// <summary>Of headline and text as they are: a changed letter is a new version. The first half of their SHA-256.</summary>
    public static Guid Content(ArticleFetched article) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{article.Headline}\n\n{article.Text}")).AsSpan(0, 16));

    /// <summary>Of the text's words, folded, a blank after each: the same for copies that differ in punctuation, capitals
    /// or line breaks. Lower-case hexadecimal SHA-256.</summary>
    public static string Text(string text, IReadOnlyList<Word> words) => Hash(Folded(text, words));

    private static string Folded(string text, IReadOnlyList<Word> words)
    {
        var folded = new char[words.Sum(word => word.Length + 1)];
        var at = 0;
        foreach (var word in words)
        {
            Words.Fold(text.AsSpan(word.Start, word.Length), folded.AsSpan(at));
            folded[at + word.Length] = ' ';
            at += word.Length + 1;
        }
        return new(folded);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
