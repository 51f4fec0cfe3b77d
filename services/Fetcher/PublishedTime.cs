using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using IngestPipeline.Text;

namespace IngestPipeline.Fetcher;

/// <summary>Reads the times that publishers write.</summary>
/// <remarks>
/// ISO 8601, RFC 1123, digits, and written dates of eighteen languages and of Chinese, Japanese and Korean. Without an offset UTC is
/// assumed, and the precision says how much was really there. 03/04/2024 is read only where the language or the numbers decide.
/// Weakness: an abbreviated time zone other than a few of Europe and North America is ignored.
/// </remarks>
internal static partial class PublishedTime
{
    private static readonly FrozenDictionary<string, int> Months = ReadMonths();

    // Minutes east of Greenwich.
    private static readonly FrozenDictionary<string, int> Zones = "UTC 0 GMT 0 Z 0 BST 60 CET 60 MEZ 60 CEST 120 MESZ 120 EST -300 EDT -240 ET -300 CST -360 CDT -300 PST -480 PDT -420"
        .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>The first year that a page is believed when it says it was published then: there was no web before.</summary>
    public const int FirstOfPages = 1990;

    /// <summary>The first year of newspapers: who submits an archive knows when it is from.</summary>
    public const int FirstOfSubmissions = 1605;

    /// <summary>A time that can be believed.</summary>
    /// <param name="raw">As printed; may be blank.</param>
    /// <param name="language">BCP 47 tag that decides the order of 03/04/2024; null when unknown.</param>
    /// <param name="now">The present.</param>
    /// <param name="firstYear">What lies before is not believed.</param>
    /// <returns>Null when it cannot be read, lies before the first year or more than 24 hours ahead.</returns>
    public static (DateTimeOffset At, string Precision)? Parse(string raw, string? language, DateTimeOffset now, int firstYear = FirstOfPages) =>
        Read(raw, language) is { } read && read.At.Year >= firstYear && read.At <= now.AddHours(24) ? read : null;

    /// <summary>As <see cref="Parse"/>, whenever it may be.</summary>
    public static (DateTimeOffset At, string Precision)? Read(string raw, string? language)
    {
        var text = raw.Trim();
        if (text.Length is < 6 or > 200) return null;
        return Digits(text) ?? Written(text) ?? Numeric(text, language);
    }

    private static (DateTimeOffset, string)? Digits(string text)
    {
        if (Iso().Match(text) is { Success: true } iso)
        {
            if (iso.Groups["d"].Success) return Build(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"), iso.Groups["t"].Value);
            return Build(Number(iso, "y"), Number(iso, "m"), 1, "") is { } month ? (month.Item1, "month") : null;
        }

        if (Compact().Match(text) is { Success: true } compact)
        {
            var time = compact.Groups["t"].Success ? $"{compact.Groups["t"].Value[..2]}:{compact.Groups["t"].Value[2..4]}" : "";
            return Build(Number(compact, "y"), Number(compact, "m"), Number(compact, "d"), time + compact.Groups["z"].Value);
        }

        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stamp)) return null;
        return (text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(stamp) : DateTimeOffset.FromUnixTimeMilliseconds(stamp), "second");
    }

    private static (DateTimeOffset, string)? Written(string text)
    {
        foreach (var match in new[] { DayFirst().Match(text), MonthFirst().Match(text), YearFirst().Match(text), YearMonthDay().Match(text) })
        {
            if (!match.Success) continue;
            var name = match.Groups["m"].Value;
            var month = char.IsDigit(name[0]) ? Number(match, "m") : Months.GetValueOrDefault(Fold(name));
            if (month > 0) return Build(Number(match, "y"), month, Number(match, "d"), text[(match.Index + match.Length)..]);
        }

        return null;
    }

    private static (DateTimeOffset, string)? Numeric(string text, string? language)
    {
        var match = Slashed().Match(text);
        if (!match.Success) return null;
        var (first, second) = (Number(match, "a"), Number(match, "b"));
        var dayFirst = match.Groups["s"].Value == "." || first > 12 || (second <= 12 && DayComesFirst(language));
        var monthFirst = !dayFirst && (second > 12 || language?.Equals("en-US", StringComparison.OrdinalIgnoreCase) == true);
        if (!dayFirst && !monthFirst && first != second) return null;
        // Two digits of a year, only between full stops: 23.09.22.
        var year = match.Groups["y"].Length == 2 ? 2000 + Number(match, "y") : Number(match, "y");
        return Build(year, monthFirst ? first : second, monthFirst ? second : first, text[(match.Index + match.Length)..]);
    }

    private static bool DayComesFirst(string? language) =>
        language?.Split('-')[0].ToLowerInvariant() is not (null or "en" or "zh" or "ja" or "ko" or "hu" or "lt" or "fa" or "und")
        || language?.ToUpperInvariant() is "EN-GB" or "EN-AU" or "EN-IN" or "EN-IE" or "EN-NZ";

    private static (DateTimeOffset, string)? Build(int year, int month, int day, string time)
    {
        if (year is < 2 or > 9990 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        var match = Clock().Match(time);
        if (!match.Success) return (new DateTimeOffset(date, TimeSpan.Zero), "day");

        var hour = Number(match, "h");
        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (half.StartsWith('p') && hour < 12) hour += 12;
        if (half.StartsWith('a') && hour == 12) hour = 0;
        var (minute, second) = (Number(match, "min"), match.Groups["s"].Success ? Number(match, "s") : 0);
        if (hour > 24 || minute > 59 || second > 60) return (new DateTimeOffset(date, TimeSpan.Zero), "day");

        var at = date.AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));
        return (new DateTimeOffset(at, Offset(match.Groups["z"].Value)), match.Groups["s"].Success ? "second" : "minute");
    }

    private static TimeSpan Offset(string zone)
    {
        if (zone.Length == 0) return TimeSpan.Zero;
        if (zone[0] is not ('+' or '-')) return TimeSpan.FromMinutes(Zones.GetValueOrDefault(zone));
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(digits[2..4], CultureInfo.InvariantCulture);
        return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Fold(string name) => name.TrimEnd('.').ToLowerInvariant();

    private static FrozenDictionary<string, int> ReadMonths()
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Resource.Lines(typeof(PublishedTime).Assembly, "months.txt"))
        {
            var names = line.Split(' ');
            foreach (var name in names.Skip(1)) months[name] = int.Parse(names[0], CultureInfo.InvariantCulture);
        }

        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"^(?<y>\d{4})[-/.](?<m>\d{1,2})(?:[-/.](?<d>\d{1,2})(?<t>(?:[T\s].*)?))?$", Options, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?:T?(?<t>\d{4})(?:\d{2})?(?<z>Z|[+-]\d{4})?)?$", Options, 1000)]
    private static partial Regex Compact();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s+|of\s+)?(?<m>\p{L}{3,12})\.?,?[\s-]+(?:de\s+|del\s+)?(?<y>\d{4})(?!\d)", Options, 1000)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\p{L})(?<m>\p{L}{3,12})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})(?!\d)", Options, 1000)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*日|(?<y>\d{4})\s*년\s*(?<m>\d{1,2})\s*월\s*(?<d>\d{1,2})\s*일", Options, 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})\.?\s+(?<m>\p{L}{3,12})\s+(?<d>\d{1,2})\.?(?!\d)", Options, 1000)]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(?<!\d)(?<a>\d{1,2})(?<s>[/.])\s?(?<b>\d{1,2})\k<s>\s?(?<y>\d{4}|(?<=\.\s?)\d{2})(?![\d.])", Options, 1000)]
    private static partial Regex Slashed();

    [GeneratedRegex(@"^[\s,T|–—-]*(?:at|um|à|a las|alle|ore|às|om)?\s*(?<h>\d{1,2})[:h.](?<min>\d{2})(?::(?<s>\d{2})(?:[.,]\d+)?)?\s*(?<half>[ap]\.?\s?m\.?(?!\p{L}))?\s*(?:Uhr)?\s*\(?(?<z>[+-]\d{2}(?::?\d{2})?|\b[A-Z]{1,4}\b)?", Options, 1000)]
    private static partial Regex Clock();
}
