namespace IngestPipeline.Quality;

/// <summary>Two documents and what they are to each other, as a line of <c>gold.tsv</c>.</summary>
/// <param name="Label"><c>copy</c>, <c>abridged</c>, <c>roundup</c>, <c>stranger</c>, <c>revision</c>, <c>rewrite</c>, <c>independent</c> or <c>template</c>.</param>
/// <param name="Class">What the figures are broken down by: the fourth column, else the label.</param>
internal sealed record GoldPair(string IdA, string IdB, string Label, string Class)
{
    public const string File = "gold.tsv";

    public (string, string) Ids => Of(IdA, IdB);

    public static IEnumerable<GoldPair> Read(string file) => System.IO.File.ReadLines(file)
        .Select(line => line.Split('\t'))
        .Where(fields => fields.Length >= 3)
        .Select(fields => new GoldPair(fields[0], fields[1], fields[2], fields.Length > 3 && fields[3].Length > 0 ? fields[3] : fields[2]));

    public static (string, string) Of(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    public override string ToString() => $"{IdA}\t{IdB}\t{Label}\t{Class}";
}
