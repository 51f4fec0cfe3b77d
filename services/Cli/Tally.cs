using System.Globalization;
using IngestPipeline.Consoles;
using Spectre.Console;

namespace IngestPipeline.Cli;

/// <summary>How many there are of each kind, most frequent first.</summary>
internal sealed class Tally
{
    private const int MostShown = 20;
    private const int LongestName = 160;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Total { get; private set; }

    public void Add(string name)
    {
        var shown = Terminal.Line(name, LongestName);
        _counts[shown] = _counts.GetValueOrDefault(shown) + 1;
        Total++;
    }

    /// <summary>Writes one line a kind.</summary>
    public void Write(IAnsiConsole console)
    {
        var ordered = _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, count) in ordered.Take(MostShown))
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"{count,7} {name.EscapeMarkup()}"));
        if (ordered.Count > MostShown)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ordered.Skip(MostShown).Sum(count => count.Value),7} with {ordered.Count - MostShown} other reasons"));
    }
}
