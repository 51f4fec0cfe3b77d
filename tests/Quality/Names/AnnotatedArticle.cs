using System.Globalization;
using System.Text;

namespace IngestPipeline.Quality.Names;

/// <summary>A name marked in an article.</summary>
/// <param name="Field">0 headline, 1 body.</param>
/// <param name="Start">First UTF-16 code unit in the field.</param>
/// <param name="End">The one after the last.</param>
/// <param name="Type">PER, ORG, LOC or NORP.</param>
/// <param name="Entity">Which entity of that type in the article; 0 where a reader cannot tell.</param>
internal sealed record Marked(int Field, int Start, int End, string Type, int Entity);

/// <summary>
/// An article with its names marked in the text, <c>[P1 Xi Jinping] met [P2 To Lam] in [L1 Beijing]</c>: a letter for the type (P, O, L, N), the number of the
/// entity among those of its type, <c>?</c> where a reader cannot tell, and the name. The first line is the headline.
/// </summary>
internal sealed record AnnotatedArticle(string Name, string[] Fields, IReadOnlyList<Marked> Names)
{
    /// <exception cref="InvalidDataException">A bracket is open, or says no type and entity.</exception>
    public static AnnotatedArticle Read(string path)
    {
        var lines = File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
        var cut = lines.IndexOf('\n', StringComparison.Ordinal);
        var names = new List<Marked>();
        return new(Path.GetFileNameWithoutExtension(path), [Field(path, lines[..cut].Trim(), 0, names), Field(path, lines[cut..].Trim(), 1, names)], names);
    }

    public static IEnumerable<AnnotatedArticle> ReadAll(string folder) =>
        Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(Read);

    private static string Field(string path, string marked, int field, List<Marked> names)
    {
        var text = new StringBuilder(marked.Length);
        for (var at = 0; at < marked.Length; at++)
        {
            if (marked[at] != '[')
            {
                text.Append(marked[at]);
                continue;
            }
            var end = marked.IndexOf(']', at);
            var blank = marked.IndexOf(' ', at);
            if (end < 0 || blank < 0 || blank > end) throw new InvalidDataException($"{path}: \"{marked[at..Math.Min(at + 30, marked.Length)]}\" is no mark.");
            var (type, number) = (marked[at + 1], marked[(at + 2)..blank]);
            var entity = number == "?" ? 0 : int.TryParse(number, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw new InvalidDataException($"{path}: \"{number}\" is no number.");
            names.Add(new(field, text.Length, text.Length + end - blank - 1, TypeOf(path, type), entity));
            text.Append(marked, blank + 1, end - blank - 1);
            at = end;
        }
        return text.ToString();
    }

    private static string TypeOf(string path, char letter) => letter switch
    {
        'P' => "PER",
        'O' => "ORG",
        'L' => "LOC",
        'N' => "NORP",
        _ => throw new InvalidDataException($"{path}: {letter} is no type."),
    };
}
