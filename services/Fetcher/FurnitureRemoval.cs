using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>Takes furniture off, end first, then start, then between.</summary>
/// <remarks>
/// Each rule asks for a form that prose does not have (a line of its own, a credit in capitals, an agency in brackets before a dash),
/// and for a place where it is usual; wordings are data. Linear but for the few paragraphs at both ends. Weakness: furniture
/// in a wording or language that the data lack stays in the text.
/// </remarks>
internal sealed partial class FurnitureRemoval(List<string> paragraphs, string? headline, CancellationToken token)
{
    private const int LongestHeadline = 180;
    private const int DatelineWithin = 3;

    private readonly List<string> _captions = [];
    private List<Author> _authors = [];
    private string? _found, _dateLine, _place, _byline, _copyright;
    private Agency? _agency;

    public Furniture Result() => new()
    {
        Text = string.Join("\n\n", paragraphs),
        Headline = _found,
        DateLine = _dateLine,
        Place = _place,
        Byline = _byline,
        Authors = _authors,
        Captions = _captions,
        Agency = _agency,
        Copyright = _copyright,
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

    /// <summary>Rows and captions between paragraphs of prose; one paragraph is left.</summary>
    public void FromMiddle()
    {
        var (kept, left) = (new List<string>(paragraphs.Count), paragraphs.Count);
        var captions = new List<string>();
        for (var i = paragraphs.Count - 1; i >= 0; i--)
        {
            token.ThrowIfCancellationRequested();
            if (left > 1 && FurnitureLine.IsRow(paragraphs[i])) left--;
            else if (left > 1 && Caption.Is(paragraphs[i]))
            {
                left--;
                captions.Add(paragraphs[i]);
            }
            else
            {
                kept.Add(paragraphs[i]);
            }
        }

        kept.Reverse();
        captions.Reverse();
        paragraphs = kept;
        _captions.InsertRange(0, captions);
    }

    private void CutForm()
    {
        var (before, after) = (0, paragraphs.Sum(line => line.Length));
        for (var i = 0; i < paragraphs.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            after -= paragraphs[i].Length;
            if (paragraphs[i].Length <= 60 && before >= 80 && IsEnd(i, before, little: after < before / 3))
            {
                paragraphs.RemoveRange(i, paragraphs.Count - i);
                return;
            }

            before += paragraphs[i].Length;
        }
    }

    private bool IsEnd(int i, int before, bool little)
    {
        if (before >= 300 && little && Wording.Is("tail", paragraphs[i])) return true;
        return Wording.Is("end", paragraphs[i]) && (little || paragraphs.Skip(i + 1).Take(12).Any(line => Wording.Begins("form", line) is not null));
    }

    private bool TakeLast(string line)
    {
        if (FurnitureLine.IsRow(line) || FurnitureLine.IsTopics(line) || Wording.Begins("form", line) is not null && line.Length < FurnitureLine.LongestRow) return true;
        if (FurnitureLine.IsCopyright(line))
        {
            _copyright ??= line;
            Credit(Agencies.Within(line, $"copyright:{line}"));
            return true;
        }

        if (Signature().Match(line) is { Success: true } signature && Agencies.Named(signature.Groups["a"].Value, $"signature:{line}") is { } signed)
        {
            Credit(signed);
            return true;
        }

        if (!FurnitureLine.IsCredit(line)) return false;
        Credit(Agencies.Within(line, $"credit:{Short(line)}"));
        if (_authors.Count == 0 && Reporters().Match(line) is { Success: true } reporters) _authors = [.. Authorship.Names(reporters.Groups["who"].Value)];
        return true;
    }

    private void TakeDatePrefix()
    {
        var match = DatePrefix().Match(paragraphs[0]);
        if (!match.Success) return;
        _dateLine ??= match.Groups["d"].Value;
        paragraphs[0] = paragraphs[0][match.Length..].TrimStart();
        if (paragraphs[0].Length == 0) paragraphs.RemoveAt(0);
    }

    private bool TakeFirst(string line)
    {
        if (paragraphs.Count < 2) return false;
        if (FurnitureLine.IsRow(line) || FurnitureLine.IsBreadcrumb(line) || FurnitureLine.IsReadingTime(line) || FurnitureLine.IsSame(line, headline ?? _found)) return true;
        if (FurnitureLine.Date(line) is { } date)
        {
            _dateLine ??= date;
            return true;
        }

        if (Caption.Is(line))
        {
            _captions.Add(line);
            return true;
        }

        if (StaffByline.Is(line))
        {
            _byline ??= line;
            return true;
        }

        if (Authorship.Byline(line) is not { } names) return false;
        _byline ??= Authorship.Printed(line);
        if (_authors.Count == 0) _authors = [.. names];
        if (names.FirstOrDefault(name => name.Kind == "agency") is { } written) Credit(Agencies.Named(written.Name, $"byline:{line}"));
        return true;
    }

    private bool TakeHeadline(string line)
    {
        if (headline is not null || _found is not null || paragraphs.Count < 2) return false;
        var body = paragraphs[1].Length > line.Length || paragraphs.Skip(1).Sum(p => p.Length) > 3 * line.Length;
        if (line.Length is < 8 or > LongestHeadline || !body || line.Contains('\n', StringComparison.Ordinal) || !line.Contains(' ', StringComparison.Ordinal)) return false;
        if (line[^1] is '.' or ',' or ';' or ':' or '。' || line.EndsWith(".”", StringComparison.Ordinal) || line.EndsWith(".\"", StringComparison.Ordinal)) return false;
        _found = line;
        return true;
    }

    // Place and agency are kept as fields, not as prose. Below the first paragraph only what has an agency is a dateline.
    private void TakeDateline()
    {
        for (var i = 0; i < Math.Min(DatelineWithin, paragraphs.Count); i++)
        {
            if (Dateline.Of(paragraphs[i]) is not { } dateline || (i > 0 && dateline.Agency is null)) continue;
            Credit(dateline.Agency);
            if (dateline.Place.Length > 0) _place ??= dateline.Place;
            paragraphs[i] = paragraphs[i][dateline.Length..].TrimStart();
            if (paragraphs[i].Length == 0) paragraphs.RemoveAt(i);
            return;
        }
    }

    private void Credit(Agency? credited)
    {
        if (credited is null) return;
        if (_agency is null) _agency = credited;
        else if (_agency.Name == credited.Name) _agency = _agency with { Evidence = [.. _agency.Evidence.Union(credited.Evidence)] };
    }

    private static string Short(string line) => line.Length <= 120 ? line : line[..119] + "…";

    private const RegexOptions Plain = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(?:date|Date|DATE)[:\s]+(?<d>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?)(?:\s+|$)", Plain, 1000)]
    private static partial Regex DatePrefix();

    [GeneratedRegex(@"^(?:[-–—]+\s*|\()(?<a>[\p{Lu}][\p{L} .-]{1,30}|dpa|sda)\)?\.?$", Plain, 1000)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^[(\[*\s]*(?:Reporting|Additional reporting|Writing|Reporting and writing)\s+by\s+(?<who>[^;.)]+)", Plain | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Reporters();
}
