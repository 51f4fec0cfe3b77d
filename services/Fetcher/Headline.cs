using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>A headline for a text that has none.</summary>
internal static class Headline
{
    private const int Longest = 120;

    /// <summary>The opening sentence, cut at a word boundary.</summary>
    /// <param name="text">Cleaned text, not empty.</param>
    /// <param name="language">BCP 47; empty or <c>und</c> where it is unknown.</param>
    /// <returns>At most 120 characters, on one line; ends in <c>…</c> where it was cut.</returns>
    public static string FromOpening(string text, string language)
    {
        var (start, end) = Sentences.Split(text, language)[0];
        var sentence = text[start..end].Replace('\n', ' ');
        if (sentence.Length <= Longest) return sentence;

        var cut = sentence.LastIndexOf(' ', Longest - 1);
        if (cut < Longest / 2) cut = char.IsHighSurrogate(sentence[Longest - 2]) ? Longest - 2 : Longest - 1;
        return sentence[..cut].TrimEnd(' ', ',', ';', ':', '–', '—', '-') + "…";
    }
}
