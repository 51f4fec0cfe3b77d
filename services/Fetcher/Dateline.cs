using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Fetcher;

/// <summary>The dateline that opens a report: where it was written and which agency sent it.</summary>
/// <param name="Place">As printed, with region, without date; empty when there is none.</param>
/// <param name="Agency">Null when none is named.</param>
/// <param name="Length">Of the dateline in the paragraph, dash included.</param>
/// <remarks>
/// Three forms: with a name in brackets before the dash, with a known agency and no brackets, and a place in capitals alone. An agency that the
/// table lacks counts by its form, when the dash opens a sentence and is no pair around an insertion. Constant work.
/// Weakness: a person with a party in brackets, then one dash and a noun, looks the same.
/// </remarks>
internal sealed partial record Dateline(string Place, Agency? Agency, int Length)
{
    private const int MostWords = 6;
    private const int MostWordsAlone = 3;
    private const int ShortestReport = 40;
    private const int Insertion = 160;

    private static readonly string[] Particles =
        ["am", "an", "and", "al", "bei", "da", "de", "del", "della", "den", "der", "di", "do", "du", "el", "im", "in", "la", "le", "les", "ob", "of", "on", "sur", "the", "und", "upon", "van", "y"];

    /// <summary>The dateline of a paragraph; null when it has none.</summary>
    public static Dateline? Of(string paragraph)
    {
        if (Bracketed().Match(paragraph) is { Success: true } bracketed) return WithName(paragraph, bracketed);
        if (Bare().Match(paragraph) is { Success: true } bare && Known(bare.Groups["a"].Value) is { } known
            && IsPlace(PlaceOf(bare)) && (InCapitals(PlaceOf(bare)) || bare.Groups["day"].Success))
            return new Dateline(PlaceOf(bare), known, bare.Length);

        if (Alone().Match(paragraph) is not { Success: true } alone || !IsPlace(PlaceOf(alone)) || !InCapitals(PlaceOf(alone))) return null;
        return alone.Groups["day"].Success || alone.Groups["dash"].Value is not "-" ? new Dateline(PlaceOf(alone), null, alone.Length) : null;
    }

    private static Dateline? WithName(string paragraph, Match match)
    {
        var (place, name) = (PlaceOf(match), match.Groups["a"].Value.Trim());
        if (Known(name) is { } known) return new Dateline(place, known, match.Length);
        if (!IsPlace(place) || !Name().IsMatch(name) || !OpensReport(paragraph, match, place, name)) return null;
        return new Dateline(place, new Agency { Name = name, Evidence = [$"dateline:({name})"] }, match.Length);
    }

    // "Given Family (Party) - in office since May - said": the dash opens no sentence, or comes in a pair. "Example Works (EXW) - Profit": a ticker.
    private static bool OpensReport(string paragraph, Match match, string place, string name)
    {
        var report = paragraph.AsSpan(match.Length);
        if (report.Length < ShortestReport || char.IsLower(report[0])) return false;
        if (match.Groups["day"].Success || InCapitals(place)) return true;
        if (name[0] == place[0] && !name.Any(char.IsLower)) return false;
        return place.Split(' ').Length <= MostWordsAlone && report[..Math.Min(Insertion, report.Length)].IndexOf($" {match.Groups["dash"].Value} ", StringComparison.Ordinal) < 0;
    }

    // Regional desks stand behind a slash: "dpa/lby".
    private static Agency? Known(string name) =>
        Agencies.Named(name, $"dateline:({name})") ?? (name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Agencies.Named(name[..slash], $"dateline:({name})") : null);

    private static string PlaceOf(Match match) => match.Groups["place"].Value.Trim().TrimEnd(',');

    private static bool IsPlace(string place)
    {
        var words = place.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= MostWords && Array.TrueForAll(words, word => char.IsUpper(word[0]) || Particles.Contains(word.TrimEnd(','), StringComparer.Ordinal));
    }

    // The place itself; its region is in mixed case even where the place is not.
    private static bool InCapitals(string place)
    {
        var own = place.Split(',')[0];
        return own.Count(char.IsLetter) >= 3 && !own.Any(char.IsLower);
    }

    private const RegexOptions Plain = RegexOptions.CultureInvariant;

    private const string Where = @"(?<place>\p{Lu}[\p{L}.'’-]*(?:[ /]\p{L}[\p{L}.'’-]*){0,4}(?:,\s*\p{Lu}[\p{L}.'’ ]{1,30}?){0,2})";

    private const string Day = @"(?<day>,?\s*(?:\p{Lu}\p{L}{2,8}\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}{3,9}\.?)(?:,?\s+\d{4})?)";

    private const string Dash = @"\s*(?<dash>--|[-–—])\s+(?=\S)";

    [GeneratedRegex("^" + Where + "?" + Day + @"?,?\s*\((?<a>[^()]{2,40})\)" + Dash, Plain, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex("^" + Where + Day + @"?[,\s]\s*(?<a>\p{Lu}[\p{L}-]{1,20}|dpa|sda)" + Dash, Plain, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex("^" + Where + Day + "?" + Dash, Plain, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"^(?:\p{Lu}[\p{L}.&'’-]*(?: (?:& )?\p{Lu}[\p{L}.&'’-]*){0,3}|\p{L}{2,12})$", Plain, 1000)]
    private static partial Regex Name();
}
