using System.Globalization;

namespace IngestPipeline.Consoles;

/// <summary>Lengths of time as people type and read them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>3d</c>.</summary>
public static class Ages
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
        [('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1))];

    /// <summary>Reads a whole number and its unit.</summary>
    /// <param name="text">Such as <c>2h</c>.</param>
    /// <returns>Null when it is none, or over 9,999 of its unit.</returns>
    public static TimeSpan? Parse(string text)
    {
        var unit = Array.Find(Units, unit => text.EndsWith(unit.Unit));
        return unit.Length != default && text.Length is > 1 and < 6 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number * unit.Length
            : null;
    }

    /// <summary>Writes a length of time in its largest unit, rounded down; what has not come to pass is <c>0s</c>.</summary>
    public static string Text(TimeSpan age)
    {
        var unit = Array.Find(Units, unit => age >= unit.Length);
        return unit.Length == default ? "0s" : string.Create(CultureInfo.InvariantCulture, $"{(long)(age / unit.Length)}{unit.Unit}");
    }
}
