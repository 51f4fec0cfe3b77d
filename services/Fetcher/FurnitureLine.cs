using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>Tells single lines of page furniture by their form and wording.</summary>
/// <remarks>A line has to be furniture as a whole: every part of a path, a date or a list of topics is looked at, so that prose which only
/// begins like one stays. Weakness: as good as the wordings.</remarks>
internal static partial class FurnitureLine
{
    public const int LongestRow = 200;
    private const int LongestPath = 120;

    public static bool IsRow(string line) =>
        line.Length <= LongestRow && (Wording.Is("line", line) || (Wording.Begins("row", line) is not null && !line.Contains('\n', StringComparison.Ordinal)));

    public static bool IsCredit(string line)
    {
        var bare = line.TrimStart('(', '[', '*', ' ');
        return line.Length <= 400 && (Wording.Begins("credit", bare) is not null
            || (line.Length <= LongestRow && Wording.Within("contributed", line)));
    }

    public static bool IsCopyright(string line) => line.Length <= 300
        && ((CopyrightStart().IsMatch(line) && (Year().IsMatch(line) || (line[0] == '©' && line.Length <= 60))) || (line.Length <= 120 && Wording.Within("rights", line)));

    /// <summary>A path of the site's sections: <c>Home › Section › Part</c>.</summary>
    public static bool IsBreadcrumb(string line)
    {
        if (line.Length > LongestPath || Paragraphs.EndsSentence(line)) return false;
        var steps = Steps().Split(line.Trim(' ', '>', '›', '»', '→'));
        if (steps.Length < 2 || !Array.TrueForAll(steps, IsStep)) return false;
        return Wording.Is("home", steps[0]) || (steps.Length > 2 && Array.TrueForAll(steps, step => char.IsUpper(step[0])));
    }

    /// <summary>How long reading takes.</summary>
    public static bool IsReadingTime(string line)
    {
        if (line.Length > 40) return false;
        if (Wording.Begins("reading", line) is { } label) return Minutes().IsMatch(line[label.Length..].TrimStart(':', ' '));
        return Minutes().Match(line) is { Success: true } minutes && Wording.Is("minutes", minutes.Groups["unit"].Value);
    }

    /// <summary>A label and what the article is filed under.</summary>
    public static bool IsTopics(string line) =>
        line.Length <= LongestRow && Wording.Begins("topics", line) is not null && !line.Contains('\n', StringComparison.Ordinal) && !Paragraphs.EndsSentence(line);

    /// <summary>The part of a line that is its date, when the line is a date and nothing else but a reading time; null otherwise.</summary>
    public static string? Date(string line)
    {
        if (line.Length > 100) return null;
        var parts = Parts().Split(line);
        if (parts.Length > 1 && Array.TrueForAll(parts, part => IsDate(part) || IsReadingTime(part))) return Array.Find(parts, IsDate);
        return line.Length <= 80 && IsDate(line) ? line : null;
    }

    /// <summary>Whether two lines have the same letters and digits.</summary>
    public static bool IsSame(string line, string? other) =>
        other is not null && line.Length < 400 && other.Length < 400 && string.Equals(Letters(line), Letters(other), StringComparison.Ordinal);

    private static bool IsDate(string line)
    {
        var rest = line;
        if (Wording.Begins("date", line) is { } wording) rest = line[wording.Length..].TrimStart(':', ' ');
        return rest.Length is > 5 and <= 48 && !Paragraphs.EndsSentence(rest.TrimEnd('.') + "x") && DateOnlyLine().IsMatch(rest) && PublishedTime.Read(rest, null) is not null;
    }

    private static bool IsStep(string step) => step.Length is > 0 and <= 40 && step.Count(c => c == ' ') < 4;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private const RegexOptions Plain = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^[\p{L}.]*,?\s*(?:\d{4}[-/.]\d|\d{1,2}[.\s/]|\p{L}+\.?\s+\d{1,2}[,\s])[^!?;]*$", Plain, 1000)]
    private static partial Regex DateOnlyLine();

    [GeneratedRegex(@"^(?:©|\(c\)|\(C\)|(?:Copyright|COPYRIGHT)\s*(?:©|\(c\)|\(C\)|\d{4}|by\b))", Plain, 1000)]
    private static partial Regex CopyrightStart();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d{2}(?!\d)", Plain, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"\s+[>›»→]\s+|[›»→]", Plain, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\s+[·|•]\s+", Plain, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\d{1,3}[\s-]*(?<unit>\p{L}[\p{L} .-]*)$", Plain, 1000)]
    private static partial Regex Minutes();
}
