using System.Globalization;

namespace IngestPipeline.Quality.Names;

/// <summary>Names found against labelled ones: exact first and last token and type.</summary>
internal sealed class NameScore
{
    public static readonly string[] Types = ["PER", "LOC", "ORG"];

    private readonly Dictionary<string, (int Right, int Found, int Gold)> counts = Types.Append("NORP").ToDictionary(type => type, _ => (0, 0, 0));

    public void Add(IEnumerable<(int First, int Last, string Type)> gold, IEnumerable<(int First, int Last, string Type)> found)
    {
        var right = gold.ToHashSet();
        foreach (var name in right) Count(name.Type, 0, 0, 1);
        foreach (var name in found) Count(name.Type, right.Contains(name) ? 1 : 0, 1, 0);
    }

    /// <summary>Precision, recall and F1 of some types together.</summary>
    public (double Precision, double Recall, double F1) Of(params string[] types)
    {
        var (right, found, gold) = types.Select(type => counts[type]).Aggregate((sum, count) => (sum.Item1 + count.Item1, sum.Item2 + count.Item2, sum.Item3 + count.Item3));
        var (precision, recall) = (Figures.Share(right, found), Figures.Share(right, gold));
        return (precision, recall, Figures.F1(precision, recall));
    }

    public override string ToString() => string.Join("   ", Types.Append("NORP").Select(type => Text(type, type)).Prepend(Text("all", Types)));

    private string Text(string name, params string[] types)
    {
        var (precision, recall, f1) = Of(types);
        return string.Create(CultureInfo.InvariantCulture, $"{name} P {100 * precision:F1} R {100 * recall:F1} F1 {100 * f1:F1}");
    }

    private void Count(string type, int right, int found, int gold)
    {
        if (!counts.TryGetValue(type, out var count)) return;
        counts[type] = (count.Right + right, count.Found + found, count.Gold + gold);
    }
}
