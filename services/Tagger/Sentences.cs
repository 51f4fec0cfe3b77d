namespace IngestPipeline.Tagger;

/// <summary>Sentences over tokens: where they end is decided in <see cref="Text.Sentences"/>, for all services alike.</summary>
internal static class Sentences
{
    /// <summary>For each token whether it opens a sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="language">BCP 47; empty or <c>und</c> where it is unknown.</param>
    public static bool[] Openings(string text, List<Token> tokens, string language)
    {
        var opens = new bool[tokens.Count];
        var token = 0;
        foreach (var (start, _) in Text.Sentences.Split(text, language))
        {
            while (token < tokens.Count && tokens[token].Start < start) token++;
            if (token < tokens.Count) opens[token] = true;
        }

        return opens;
    }
}
