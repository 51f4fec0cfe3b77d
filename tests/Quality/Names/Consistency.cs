using System.Globalization;

namespace IngestPipeline.Quality.Names;

/// <summary>Whether a form is the same thing wherever a document has it.</summary>
internal sealed class Consistency
{
    private int repeated, steady, occurrences, tagged;

    /// <summary>Of the forms found at least twice in a document, the share with one type.</summary>
    public double OneType => Figures.Share(steady, repeated);

    /// <summary>Of the occurrences of forms found somewhere in the document, outside longer names, the share that are found.</summary>
    public double AllFound => Figures.Share(tagged, occurrences);

    public void Add(string[] tokens, IReadOnlyList<(int First, int Last, string Type)> names)
    {
        var forms = names.ToLookup(name => string.Join(' ', tokens[name.First..(name.Last + 1)]), StringComparer.Ordinal);
        foreach (var form in forms.Where(form => form.Count() > 1))
        {
            repeated++;
            if (form.DistinctBy(name => name.Type).Count() == 1) steady++;
        }
        var covered = new int[tokens.Length];
        foreach (var name in names)
            for (var at = name.First; at <= name.Last; at++) covered[at] = name.Last - name.First + 1;
        foreach (var form in forms)
        {
            var words = form.Key.Split(' ');
            for (var at = 0; at + words.Length <= tokens.Length; at++)
            {
                if (!tokens.AsSpan(at, words.Length).SequenceEqual(words) || Enumerable.Range(at, words.Length).Any(i => covered[i] > words.Length)) continue;
                occurrences++;
                if (form.Any(name => name.First == at)) tagged++;
            }
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"one type {100 * OneType:F1} % of {repeated} forms   all found {100 * AllFound:F1} % of {occurrences} occurrences");
}
