using System.Text;
using System.Text.Json.Nodes;

namespace IngestPipeline.Quality.Boundaries;

/// <summary>A text that people cut into sentences and tokens.</summary>
/// <param name="Genre">As the set calls it.</param>
/// <param name="Text">Sentences of a paragraph joined by a blank, paragraphs by a blank line.</param>
/// <param name="Sentences">UTF-16 offsets, ends exclusive, ascending.</param>
/// <param name="Tokens">Likewise.</param>
internal sealed record CutDocument(string Genre, string Text, IReadOnlyList<(int Start, int End)> Sentences, IReadOnlyList<(int Start, int End)> Tokens)
{
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
        var (ends, tokens) = (new List<(int, int)>(), new List<(int, int)>());
        int? paragraph = null;
        foreach (var sentence in sentences)
        {
            if (text.Length > 0) text.Append((int?)sentence["par"] == paragraph ? " " : "\n\n");
            paragraph = (int?)sentence["par"];
            var own = ((string)sentence["text"]!).Trim();
            ends.Add((text.Length, text.Length + own.Length));
            tokens.AddRange(Places(own, sentence["tokens"]!.AsArray().Select(token => (string)token!)).Select(place => (text.Length + place.Start, text.Length + place.End)));
            text.Append(own);
        }

        return new(genre, text.ToString(), ends, tokens);
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
