using System.Buffers;

namespace IngestPipeline.Fetcher;

/// <summary>The language of a text.</summary>
/// <remarks>
/// The script decides where it can; then character n-grams (<see cref="LanguageModel"/>). A declaration breaks ties only:
/// templates often declare the wrong one. Linear: some 15,000 paragraphs a second. Weakness: a language that the model
/// does not know is called by its nearest relative, if it has one; Croatian and Serbian in Latin letters, Danish and Norwegian
/// are near ties in a sentence or two; names and quotations of another language count with the rest.
/// </remarks>
internal static class LanguageGuess
{
    private const int FewestLetters = 20;
    private const int MostCharacters = 20_000;

    /// <summary>How far ahead the best language must be of the next, as a natural logarithm of likelihoods; overstated some four times, see the model.</summary>
    private const int Margin = 8;

    /// <summary>
    /// What the best language must gain an n-gram over the average of all, in the model's steps, unless it is declared. A text
    /// in none of them gains little: six in ten of such (73 languages) become undetermined, and 1 in 700 passages, those full of names.
    /// </summary>
    private const int LeastPerGram = 1;

    /// <summary>Placeholder texts are made of it, and no news is: undetermined unless declared.</summary>
    private const string Latin = "la";

    /// <summary>Guesses a language.</summary>
    /// <param name="text">Cleaned text; may be empty.</param>
    /// <param name="declared">BCP 47 tag that somebody declared; null when nobody did.</param>
    /// <returns>BCP 47 tag, without region unless the declaration agrees and has one; <c>und</c> when unsure.</returns>
    public static string Of(string text, string? declared)
    {
        var sample = text.Length > MostCharacters ? text.AsSpan(0, MostCharacters) : text;
        var letters = 0;
        foreach (var c in sample)
        {
            if (char.IsLetter(c)) letters++;
        }

        var prior = Tag(declared);
        if (letters < FewestLetters && !Scripts.IsDense(sample)) return "und";
        var found = Scripts.Of(sample) ?? ByGrams(sample, prior);
        return IsSame(prior, found) ? prior! : found;
    }

    /// <summary>A declared language as a well-formed tag, null when it is none: <c>en_US</c> becomes <c>en-US</c>.</summary>
    public static string? Tag(string? declared)
    {
        if (string.IsNullOrWhiteSpace(declared)) return null;
        var parts = declared.Trim().Split(',')[0].Split(';')[0].Replace('_', '-').Split('-');
        if (parts[0].Length is < 2 or > 3 || !parts.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit))) return null;
        var language = parts[0].ToLowerInvariant() switch { "no" => "nb", "iw" => "he", "in" => "id", var other => other };
        if (!language.All(char.IsAsciiLetter) || language is "und" or "mul" or "zxx") return null;
        return string.Join('-', parts.Skip(1).Select(Subtag).Prepend(language));
    }

    private static string Subtag(string part) => part.Length switch
    {
        2 => part.ToUpperInvariant(),
        4 => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
        _ => part.ToLowerInvariant(),
    };

    private static string ByGrams(ReadOnlySpan<char> sample, string? prior)
    {
        var model = LanguageModel.Embedded;
        var buffer = ArrayPool<char>.Shared.Rent(sample.Length + 2);
        try
        {
            var words = buffer.AsSpan(0, Grams.Words(sample, buffer, out var letters));
            if (letters < FewestLetters) return "und";
            Span<int> scores = stackalloc int[model.Languages.Count];
            return Best(model.Languages, scores, model.Score(words, scores), prior);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static string Best(IReadOnlyList<string> languages, ReadOnlySpan<int> scores, int grams, string? prior)
    {
        var (best, second) = (0, -1);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) (best, second) = (i, best);
            else if (second < 0 || scores[i] > scores[second]) second = i;
        }

        if ((scores[best] < LeastPerGram * grams || languages[best] == Latin) && !IsSame(prior, languages[best])) return "und";
        if (scores[best] - scores[second] >= Margin * LanguageModel.Steps) return languages[best];
        for (var i = 0; i < scores.Length; i++)
        {
            if (IsNear(prior, languages[i]) && scores[best] - scores[i] < Margin * LanguageModel.Steps) return languages[i];
        }

        return "und";
    }

    /// <summary>Declared <c>sr</c> speaks for <c>sr-Latn</c> too.</summary>
    private static bool IsNear(string? prior, string language) => prior is not null && (IsSame(prior, language) || IsSame(language, prior));

    /// <summary>Whether a tag is a language's, or narrows it to a script or region.</summary>
    private static bool IsSame(string? tag, string language) =>
        tag is not null && tag.StartsWith(language, StringComparison.Ordinal) && (tag.Length == language.Length || tag[language.Length] == '-');
}
