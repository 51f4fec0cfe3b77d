using System.Collections.Frozen;
using IngestPipeline.Contracts;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>The table of news agencies.</summary>
internal static class Agencies
{
    private sealed record Entry(string Name, string? Uri);

    private static readonly FrozenDictionary<string, Entry> ByForm = Read();
    private static readonly string[] LongestFirst = [.. ByForm.Keys.OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];

    /// <summary>The agency with exactly this form, case included: <c>AA</c> is one, <c>aa</c> none.</summary>
    public static Agency? Named(string form, string evidence) =>
        ByForm.TryGetValue(form.Trim(), out var entry) ? Make(entry, evidence) : null;

    /// <summary>The agency whose form stands in a line as words of its own; forms of two letters do not count.</summary>
    public static Agency? Within(string line, string evidence) =>
        LongestFirst.FirstOrDefault(form => form.Length > 2 && Stands(line, form)) is { } found ? Make(ByForm[found], evidence) : null;

    private static Agency Make(Entry entry, string evidence) => new() { Name = entry.Name, Uri = entry.Uri, Evidence = [evidence] };

    private static bool Stands(string line, string form)
    {
        for (var at = line.IndexOf(form, StringComparison.Ordinal); at >= 0; at = line.IndexOf(form, at + 1, StringComparison.Ordinal))
        {
            var end = at + form.Length;
            if ((at == 0 || !char.IsLetterOrDigit(line[at - 1])) && (end == line.Length || !char.IsLetterOrDigit(line[end]))) return true;
        }

        return false;
    }

    private static FrozenDictionary<string, Entry> Read()
    {
        var forms = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var line in Resource.Lines(typeof(Agencies).Assembly, "agencies.tsv"))
        {
            var fields = line.Split('\t');
            var entity = fields.Length > 2 && fields[2].Length > 0 ? "http://www.wikidata.org/entity/" + fields[2] : null;
            foreach (var form in fields[1].Split('|')) forms.TryAdd(form, new Entry(fields[0], entity));
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
