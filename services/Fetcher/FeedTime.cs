using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>Reads the times of feeds, which are points in time or nothing.</summary>
/// <remarks>
/// RFC 822 with two or four digits of a year (RFC 2822, section 4.3: below 50 is 20xx), without seconds, with any weekday or none; ISO 8601 as
/// the W3C note has it. Unlike <see cref="PublishedTime"/>, which reads what people read, nothing is assumed: a time without zone is none, nor
/// is a date alone or a zone with several meanings (IST, the military letters but Z). Seconds are whole; a leap second is the one before.
/// </remarks>
internal static partial class FeedTime
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    // Minutes east of Greenwich.
    private static readonly FrozenDictionary<string, int> Zones = ("Z 0 UT 0 UTC 0 GMT 0 WET 0 WEST 60 BST 60 CET 60 MEZ 60 CEST 120 MESZ 120 EET 120 EEST 180 MSK 180 "
        + "EST -300 EDT -240 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420 AKST -540 AKDT -480 HST -600 NST -210 NDT -150 AST -240 ADT -180 BRT -180 "
        + "SAST 120 EAT 180 WAT 60 PKT 300 WIB 420 HKT 480 SGT 480 JST 540 KST 540 AWST 480 ACST 570 ACDT 630 AEST 600 AEDT 660 NZST 720 NZDT 780")
        .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>The point in time.</summary>
    /// <param name="raw">As written; may be null.</param>
    /// <returns>With the offset that is written; null when it cannot be read or has no zone.</returns>
    public static DateTimeOffset? Read(string? raw)
    {
        if (raw is null || raw.Length > 100) return null;
        var text = raw.Trim();
        var match = Rfc().Match(text);
        if (!match.Success) match = Iso().Match(text);
        if (!match.Success) match = Compact().Match(text);
        if (!match.Success || Offset(match.Groups["z"].Value) is not { } offset) return null;

        var (year, month, day) = (Number(match, "y"), Month(match.Groups["m"].Value), Number(match, "d"));
        if (match.Groups["y"].Length == 2) year += year < 50 ? 2000 : 1900;
        var (hour, minute, second) = (Number(match, "h"), Number(match, "min"), match.Groups["s"].Success ? Number(match, "s") : 0);
        if (year is < 1900 or > 9990 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (hour > 24 || minute > 59 || second > 60) return null;

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));
        return new DateTimeOffset(local, offset);
    }

    /// <summary>As <see cref="Read"/>, and a date alone as the beginning of that day in UTC: enough to tell what is newer.</summary>
    public static DateTimeOffset? ReadDay(string? raw) => Read(raw) ?? Read(raw?.Trim() + "T00:00Z");

    private static int Month(string month)
    {
        if (char.IsAsciiDigit(month[0])) return int.Parse(month, CultureInfo.InvariantCulture);
        var at = Months.IndexOf(month[..3].ToLowerInvariant(), StringComparison.Ordinal);
        return at < 0 || at % 3 != 0 ? 0 : (at / 3) + 1;
    }

    private static TimeSpan? Offset(string zone)
    {
        var sign = zone.AsSpan().IndexOfAny('+', '-');
        if (sign < 0) return Zones.TryGetValue(zone, out var named) ? TimeSpan.FromMinutes(named) : null;

        var digits = zone[(sign + 1)..].Replace(":", "", StringComparison.Ordinal);
        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        var minutes = digits.Length <= 2 ? number * 60 : (number / 100 * 60) + (number % 100);
        return minutes > 14 * 60 || (digits.Length > 2 && number % 100 > 59) ? null : TimeSpan.FromMinutes(zone[sign] == '-' ? -minutes : minutes);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Zone = @"\s*(?<z>(?:UTC|GMT|UT)?\s?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{1,5})(?:\s*\([^)]*\))?$";

    private const string Clock = @"(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,][0-9]+)?)?" + Zone;

    [GeneratedRegex(@"^(?:\p{L}+\.?\s*,?\s*)?(?<d>[0-9]{1,2})[\s-]+(?<m>[A-Z]{3,9})\.?,?[\s-]+(?<y>[0-9]{4}|[0-9]{2}),?\s+" + Clock, Options, 1000)]
    private static partial Regex Rfc();

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})(?:T|\s)\s*" + Clock, Options, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})T(?<h>[0-9]{2})(?<min>[0-9]{2})(?<s>[0-9]{2})?" + Zone, Options, 1000)]
    private static partial Regex Compact();
}
