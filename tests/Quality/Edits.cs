using System.Text;
using System.Text.RegularExpressions;

namespace IngestPipeline.Quality;

/// <summary>What sites do to a text they take over, by chance. A word is a token between white space, with its punctuation
/// and capitals; what stood behind it, a blank or the end of a paragraph, stays there.</summary>
/// <param name="random">Seeded; the calls' order is part of the recipe.</param>
/// <param name="vocabulary">Words with repetition, so that frequent words are drawn often; not empty.</param>
internal sealed partial class Edits(Random random, IReadOnlyList<string> vocabulary)
{
    /// <summary>Words as they come.</summary>
    public string Draw(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));

    /// <summary>Each word by itself: a third of the share is deleted, a third replaced, a third gets another word behind it.</summary>
    public string Change(string text, double share)
    {
        var changed = new StringBuilder(text.Length);
        foreach (var (word, after) in Tokens(text))
        {
            switch (random.NextDouble() / share)
            {
                case < 1.0 / 3: break;
                case < 2.0 / 3: changed.Append(Word()).Append(after); break;
                case < 1: changed.Append(word).Append(' ').Append(Word()).Append(after); break;
                default: changed.Append(word).Append(after); break;
            }
        }
        return changed.ToString().Trim();
    }

    /// <summary>The sentences in another order, as many of them as the share says.</summary>
    public string Shuffle(string text, double share)
    {
        var sentences = SentenceEnd().Split(text).Where(sentence => sentence.Length > 0).ToArray();
        random.Shuffle(sentences);
        return string.Join(' ', sentences.Take((int)(sentences.Length * share)));
    }

    /// <summary>Each letter by itself becomes any lower-case letter.</summary>
    public string Misread(string text, double share) =>
        string.Concat(text.Select(c => char.IsLetter(c) && random.NextDouble() < share ? (char)('a' + random.Next(26)) : c));

    /// <summary>One name and two figures changed, the name wherever it stands.</summary>
    public string Correct(string text)
    {
        var names = Name().Matches(text).Select(match => match.Value).ToArray();
        if (names.Length > 0)
        {
            var name = names[random.Next(names.Length)];
            text = Regex.Replace(text, $@"\b{name}\b", names.Concat(Name().Matches(Draw(400)).Select(match => match.Value)).Where(other => other != name).DefaultIfEmpty("Nobody").Last());
        }
        var figures = Figure().Matches(text).Select(match => match.Index).ToArray();
        random.Shuffle(figures);
        var changed = new StringBuilder(text);
        foreach (var at in figures.Take(2))
            changed[at] = (char)('1' + ((text[at] - '0' + random.Next(8)) % 9)); // Never the same digit again.
        return changed.ToString();
    }

    /// <summary>The text's own sentences with passages of another between quotation marks in between, two fifths of all words.</summary>
    public static string Quote(string text, string other)
    {
        const double Quoted = 0.4;
        const int Passage = 25;
        var own = SentenceEnd().Split(text);
        var words = Tokens(other).Select(token => token.Word.Replace("\"", "", StringComparison.Ordinal)).ToArray();
        var count = Math.Max(1, (int)(Tokens(text).Count() * Quoted / (1 - Quoted) / Passage));
        var starts = Enumerable.Range(0, count).Select(index => index * Math.Max(Passage, words.Length / count)).Where(start => start < words.Length).ToArray();
        var quotations = starts.Select(start => $"“{string.Join(' ', words.Skip(start).Take(Passage))},” he said.").ToArray();
        var whole = own.ToList();
        for (var index = quotations.Length - 1; index >= 0; index--)
            whole.Insert(Math.Min(whole.Count, (index + 1) * Math.Max(1, own.Length / (quotations.Length + 1))), quotations[index]);
        return string.Join(' ', whole);
    }

    public static string First(string text, double share)
    {
        var tokens = Tokens(text).ToList();
        return string.Concat(tokens.Take((int)(tokens.Count * share)).Select(token => token.Word + token.After)).Trim();
    }

    /// <summary>A site's furniture: the first quarter of it before the text, the rest behind.</summary>
    public static string Wrap(string text, IReadOnlyList<string> block)
    {
        var before = block.Count / 4;
        return $"{string.Join(' ', block.Take(before))}\n\n{text}\n\n{string.Join(' ', block.Skip(before))}";
    }

    public static IEnumerable<(string Word, string After)> Tokens(string text) =>
        Token().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private string Word() => vocabulary[random.Next(vocabulary.Count)];

    [GeneratedRegex(@"(\S+)(\s*)")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<=\.)\s+")]
    private static partial Regex SentenceEnd();

    // Not the first word of a sentence.
    [GeneratedRegex(@"(?<=[a-z,] )[A-Z][a-z]{3,}\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\d.,])[1-9]")]
    private static partial Regex Figure();
}
