using System.Security.Cryptography;
using System.Text;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>What tells one content from another, lower-case hexadecimal SHA-256.</summary>
/// <param name="Content">Of headline and text as they are: a changed letter is a new version.</param>
/// <param name="Text">Of the text's words, folded and joined by one blank: the same for copies that differ in
/// punctuation, capitals or line breaks.</param>
internal sealed record ContentHashes(string Content, string Text)
{
    public static ContentHashes Of(ArticleFetched article, IReadOnlyList<Word> words) => new(
        Hash($"{article.Headline}\n\n{article.Text}"),
        Hash(string.Join(' ', words.Select(word => article.Text[word.Start..word.End].Normalize(NormalizationForm.FormKC).ToLowerInvariant()))));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
