using System.Text;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality.Boundaries;

/// <summary>A text that people cut into sentences and tokens.</summary>
/// <param name="Genre">As the set calls it.</param>
/// <param name="Text">Sentences of a paragraph joined by a blank, paragraphs by a blank line.</param>
/// <param name="Sentences">UTF-16 offsets, ends exclusive, ascending.</param>
/// <param name="Tokens">Likewise.</param>
/// <param name="Written">The same sentences, those joined whose end inside a paragraph no mark shows (a date beside a headline, a caption, a part before a semicolon).</param>
internal sealed record CutDocument(string Genre, string Text, IReadOnlyList<(int Start, int End)> Sentences, IReadOnlyList<(int Start, int End)> Tokens, IReadOnlyList<(int Start, int End)> Written)
{
    private const string EndMarks = ".?!…\"”’')]";

    /// <summary>Documents of a file of the form of the GUM corpus (a document a line), or of that of EWT (a sentence a line, those of a document one after the other).</summary>
    /// <exception cref="InvalidDataException">A token does not stand in its sentence.</exception>
    public static IEnumerable<CutDocument> Read(string path)
    {
        var lines = Packed.Lines(path).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!).ToList();
        if (lines is [JsonObject first, ..] && first.ContainsKey("sentences"))
            return lines.Select(document => Join((string)document["meta"]!["genre"]!, document["sentences"]!.AsArray()!));

        // The documents of EWT say their genre in the first word of their names.
        return lines.GroupBy(sentence => (string)sentence["doc"]!, StringComparer.Ordinal)
            .Select(document => Join(new([.. document.Key.TakeWhile(char.IsAsciiLetter)]), document));
    }

    private static CutDocument Join(string genre, IEnumerable<JsonNode> sentences)
    {
        var text = new StringBuilder();
        var (ends, tokens, written) = (new List<(int, int)>(), new List<(int, int)>(), new List<(int Start, int End)>());
        int? paragraph = null;
        foreach (var sentence in sentences)
        {
            var goesOn = text.Length > 0 && (int?)sentence["par"] == paragraph;
            var open = goesOn && !EndMarks.Contains(text[^1]);
            if (text.Length > 0) text.Append(goesOn ? " " : "\n\n");
            paragraph = (int?)sentence["par"];
            var own = ((string)sentence["text"]!).Trim();
            ends.Add((text.Length, text.Length + own.Length));
            if (open) written[^1] = (written[^1].Start, text.Length + own.Length);
            else written.Add((text.Length, text.Length + own.Length));
            tokens.AddRange(Places(own, sentence["tokens"]!.AsArray().Select(token => (string)token!)).Select(place => (text.Length + place.Start, text.Length + place.End)));
            text.Append(own);
        }

        return new(genre, text.ToString(), ends, tokens, written);
    }

    private static List<(int Start, int End)> Places(string text, IEnumerable<string> tokens)
    {
        var (places, at) = (new List<(int, int)>(), 0);
        foreach (var token in tokens)
        {
            var start = text.IndexOf(token, at, StringComparison.Ordinal);
            if (start < 0 || !string.IsNullOrWhiteSpace(text[at..start])) throw new InvalidDataException($"\"{token}\" is not the next token of \"{text}\".");
            at = start + token.Length;
            places.Add((start, at));
        }

        return places;
    }
}
