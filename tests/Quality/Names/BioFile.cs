namespace IngestPipeline.Quality.Names;

/// <summary>A sentence of a labelled set.</summary>
/// <param name="Tokens">Not empty.</param>
/// <param name="Tags">A tag a token: <c>O</c>, or <c>B-</c> or <c>I-</c> and a type.</param>
internal sealed record BioSentence(string[] Tokens, string[] Tags);

/// <summary>Files of labelled tokens: token, tab, tag, perhaps a second column for nationalities; a blank line between sentences, <c>-DOCSTART-</c> before
/// each document. Also <c>.gz</c>. Source: the form of CoNLL-2003.</summary>
internal static class BioFile
{
    public const string DocumentStart = "-DOCSTART-";

    /// <summary>The documents of a file: its sentences in order.</summary>
    /// <exception cref="InvalidDataException">A line has a token and no tag.</exception>
    public static List<List<BioSentence>> Read(string path)
    {
        var documents = new List<List<BioSentence>>();
        var (tokens, tags) = (new List<string>(), new List<string>());
        foreach (var line in Packed.Lines(path).Append(""))
        {
            if (line.StartsWith(DocumentStart, StringComparison.Ordinal))
            {
                documents.Add([]);
                continue;
            }
            if (line.Length > 0)
            {
                var cells = line.Split('\t');
                if (cells.Length < 2) throw new InvalidDataException($"{path}: no tag in \"{line}\".");
                tokens.Add(cells[0]);
                tags.Add(cells.Length > 2 && cells[2] != "O" && cells[1] == "O" ? cells[2] : cells[1]);
                continue;
            }
            if (tokens.Count == 0) continue;
            if (documents.Count == 0) documents.Add([]);
            documents[^1].Add(new([.. tokens], [.. tags]));
            tokens.Clear();
            tags.Clear();
        }
        documents.RemoveAll(document => document.Count == 0);
        return documents;
    }

    /// <summary>The names that tags say: first and last token, type; an <c>I-</c> without a beginning begins one.</summary>
    public static IEnumerable<(int First, int Last, string Type)> Names(IReadOnlyList<string> tags)
    {
        for (var at = 0; at < tags.Count;)
        {
            if (tags[at] == "O")
            {
                at++;
                continue;
            }
            var (first, type) = (at++, tags[at - 1][2..]);
            while (at < tags.Count && tags[at] == $"I-{type}") at++;
            yield return (first, at - 1, type);
        }
    }
}
