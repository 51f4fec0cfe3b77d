using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Takes furniture off, end first, then start, then between.</summary>
/// <remarks>
/// Each rule asks for a form that prose does not have (a line of its own, a credit in capitals, an agency in brackets before a dash),
/// and for a place where it is usual; wordings are data. Linear but for the few paragraphs at both ends. Weakness: furniture
/// in a wording or language that the data lack stays in the text.
/// </remarks>
internal sealed partial class FurnitureRemoval(List<string> paragraphs, string? headline)
{
    private const int LongestHeadline = 180;
    private const int LongestRow = 200;

    private readonly List<string> captions = [];
    private List<Author> authors = [];
    private string? found, dateLine, place, byline, copyright;
    private Agency? agency;

    public Furniture Result() => new()
    {
        Text = string.Join("\n\n", paragraphs),
        Headline = found,
        DateLine = dateLine,
        Place = place,
        Byline = byline,
        Authors = authors,
        Captions = captions,
        Agency = agency,
        Copyright = copyright,
    };

    /// <summary>Comment forms and what stands below the last paragraph: credits, copyright, rows.</summary>
    public void FromEnd()
    {
        CutForm();
        for (var steps = 0; steps < 12 && paragraphs.Count > 1; steps++)
        {
            if (!TakeLast(paragraphs[^1])) return;
            paragraphs.RemoveAt(paragraphs.Count - 1);
        }
    }

    /// <summary>Everything before the first paragraph of prose.</summary>
    public void FromStart()
    {
        for (var steps = 0; steps < 10 && paragraphs.Count > 0; steps++)
        {
            TakeDatePrefix();
            if (paragraphs.Count == 0) return;
            if (TakeFirst(paragraphs[0]))
            {
                paragraphs.RemoveAt(0);
                continue;
            }

            if (!TakeHeadline(paragraphs[0])) break;
            paragraphs.RemoveAt(0);
        }

        TakeDateline();
    }

    /// <summary>Rows and captions between paragraphs of prose.</summary>
    public void FromMiddle()
    {
        for (var i = paragraphs.Count - 1; i >= 0 && paragraphs.Count > 1; i--)
        {
            if (IsRow(paragraphs[i])) paragraphs.RemoveAt(i);
            else if (Caption.Is(paragraphs[i])) TakeCaption(i, first: true);
        }
    }

    private void CutForm()
    {
        var before = 0;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (paragraphs[i].Length > 60)
            {
                before += paragraphs[i].Length;
                continue;
            }

            var tail = paragraphs.Skip(i + 1).ToArray();
            var certain = tail.Take(12).Any(line => Wording.Begins("form", line) is not null);
            var little = tail.Sum(line => line.Length) < before / 3;
            if (before >= 80 && ((Wording.Is("end", paragraphs[i]) && (certain || little)) || (before >= 300 && little && Wording.Is("tail", paragraphs[i]))))
            {
                paragraphs.RemoveRange(i, paragraphs.Count - i);
                return;
            }

            before += paragraphs[i].Length;
        }
    }

    private bool TakeLast(string line)
    {
        if (IsRow(line) || Wording.Begins("form", line) is not null && line.Length < LongestRow) return true;
        if (IsCopyright(line))
        {
            copyright ??= line;
            Credit(Agencies.Within(line, $"copyright:{line}"));
            return true;
        }

        if (Signature().Match(line) is { Success: true } signature && Agencies.Named(signature.Groups["a"].Value, $"signature:{line}") is { } signed)
        {
            Credit(signed);
            return true;
        }

        if (!IsCredit(line)) return false;
        Credit(Agencies.Within(line, $"credit:{Short(line)}"));
        if (authors.Count == 0 && Reporters().Match(line) is { Success: true } reporters) authors = [.. Authorship.Names(reporters.Groups["who"].Value)];
        return true;
    }

    private static bool IsCredit(string line)
    {
        var bare = line.TrimStart('(', '[', '*', ' ');
        return line.Length <= 400 && (Wording.Begins("credit", bare) is not null
            || (line.Length <= LongestRow && Wording.Within("contributed", line)));
    }

    private static bool IsCopyright(string line) => line.Length <= 300
        && ((CopyrightStart().IsMatch(line) && (Year().IsMatch(line) || (line[0] == '©' && line.Length <= 60))) || (line.Length <= 120 && Wording.Within("rights", line)));

    private void TakeDatePrefix()
    {
        var match = DatePrefix().Match(paragraphs[0]);
        if (!match.Success) return;
        dateLine ??= match.Groups["d"].Value;
        paragraphs[0] = paragraphs[0][match.Length..].TrimStart();
        if (paragraphs[0].Length == 0) paragraphs.RemoveAt(0);
    }

    private bool TakeFirst(string line)
    {
        if (paragraphs.Count < 2) return false;
        if (IsRow(line) || (headline is not null && SameLine(line, headline))) return true;
        if (line.Length <= 80 && IsDate(line))
        {
            dateLine ??= line;
            return true;
        }

        if (Caption.Is(line))
        {
            captions.Add(line);
            return true;
        }

        if (Authorship.Byline(line) is not { } names) return false;
        byline ??= line;
        if (authors.Count == 0 || byline == line) authors = [.. names];
        if (names.FirstOrDefault(name => name.Kind == "agency") is { } written) Credit(Agencies.Named(written.Name, $"byline:{line}"));
        return true;
    }

    private static bool IsDate(string line)
    {
        var rest = line;
        if (Wording.Begins("date", line) is { } wording) rest = line[wording.Length..].TrimStart(':', ' ');
        return rest.Length is > 5 and <= 48 && !Paragraphs.EndsSentence(rest.TrimEnd('.') + "x") && DateOnlyLine().IsMatch(rest) && PublishedTime.Read(rest, null) is not null;
    }

    private bool TakeHeadline(string line)
    {
        if (headline is not null || found is not null || paragraphs.Count < 2) return false;
        var body = paragraphs[1].Length > line.Length || paragraphs.Skip(1).Sum(p => p.Length) > 3 * line.Length;
        if (line.Length is < 8 or > LongestHeadline || !body || line.Contains('\n', StringComparison.Ordinal) || !line.Contains(' ', StringComparison.Ordinal)) return false;
        if (line[^1] is '.' or ',' or ';' or ':' or '。' || line.EndsWith(".”", StringComparison.Ordinal) || line.EndsWith(".\"", StringComparison.Ordinal)) return false;
        found = line;
        return true;
    }

    // "HANOI, Aug 20 (Reuters) - ", "Berlin (dpa) – ", "(AP) — ": place and agency are kept as fields, not as prose.
    private void TakeDateline()
    {
        if (paragraphs.Count == 0) return;
        var match = Dateline().Match(paragraphs[0]);
        if (!match.Success) return;
        var where = match.Groups["place"].Value.Trim().TrimEnd(',');
        var known = match.Groups["a"].Success ? Agencies.Named(match.Groups["a"].Value, $"dateline:({match.Groups["a"].Value})") : null;
        var inCapitals = where.Length >= 3 && where.Any(char.IsLetter) && !where.Any(char.IsLower);
        if (known is null && !(inCapitals && (match.Groups["a"].Success || match.Groups["day"].Success || match.Groups["dash"].Value is "—" or "–" or "--"))) return;

        Credit(known);
        if (where.Length > 0) place ??= where;
        paragraphs[0] = paragraphs[0][match.Length..].TrimStart();
        if (paragraphs[0].Length == 0) paragraphs.RemoveAt(0);
    }

    private void TakeCaption(int at, bool first)
    {
        if (first) captions.Insert(0, paragraphs[at]);
        else captions.Add(paragraphs[at]);
        paragraphs.RemoveAt(at);
    }

    private static bool IsRow(string line) =>
        line.Length <= LongestRow && (Wording.Is("line", line) || (Wording.Begins("row", line) is not null && !line.Contains('\n', StringComparison.Ordinal)));

    private void Credit(Agency? credited)
    {
        if (credited is null) return;
        if (agency is null) agency = credited;
        else if (agency.Name == credited.Name) agency = agency with { Evidence = [.. agency.Evidence.Union(credited.Evidence)] };
    }

    private static bool SameLine(string a, string b) =>
        a.Length < 400 && b.Length < 400 && string.Equals(Letters(a), Letters(b), StringComparison.Ordinal);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Short(string line) => line.Length <= 120 ? line : line[..119] + "…";

    private const RegexOptions Plain = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(?:date|Date|DATE)[:\s]+(?<d>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?)(?:\s+|$)", Plain, 1000)]
    private static partial Regex DatePrefix();

    [GeneratedRegex(@"^[\p{L}.]*,?\s*(?:\d{4}[-/.]\d|\d{1,2}[.\s/]|\p{L}+\.?\s+\d{1,2}[,\s])[^!?;]*$", Plain, 1000)]
    private static partial Regex DateOnlyLine();

    [GeneratedRegex(@"^(?:©|\(c\)|\(C\)|(?:Copyright|COPYRIGHT)\s*(?:©|\(c\)|\(C\)|\d{4}|by\b))", Plain, 1000)]
    private static partial Regex CopyrightStart();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d{2}(?!\d)", Plain, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?:[-–—]+\s*|\()(?<a>[\p{Lu}][\p{L} .-]{1,30}|dpa|sda)\)?\.?$", Plain, 1000)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^[(\[*\s]*(?:Reporting|Additional reporting|Writing|Reporting and writing)\s+by\s+(?<who>[^;.)]+)", Plain | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Reporters();

    [GeneratedRegex(@"^(?<place>(?:\p{Lu}[\p{L}.'’-]*(?:[ /]\p{L}[\p{L}.'’-]*){0,4}(?:,\s*\p{Lu}[\p{L}.'’ ]{1,30}?){0,2})?)(?<day>,\s*(?:\p{Lu}\p{L}{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}{3,9}\.?))?\s*(?:\((?<a>[^()]{2,40})\))?\s*(?<dash>--|[-–—])\s+(?=\S)", Plain, 1000)]
    private static partial Regex Dateline();
}
