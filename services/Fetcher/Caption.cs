using System.Text.RegularExpressions;

namespace IngestPipeline.Fetcher;

/// <summary>Tells photo captions from prose by the credit they end in.</summary>
/// <remarks>A name in capitals before a slash and an agency, a copyright sign or brackets at the end. A credit names who took the
/// picture, so it is no evidence for where the text is from. Weakness: a caption without a credit is prose to this rule.</remarks>
internal static partial class Caption
{
    /// <summary>Whether a paragraph is a caption as a whole.</summary>
    public static bool Is(string line)
    {
        if (line.Length > 600) return false;
        if (CapitalCredit().Match(line) is { Success: true } capital && KnownSource(capital.Groups["a"].Value)) return true;
        if (line.Length > 400) return false;
        if (SignCredit().Match(line) is { Success: true } sign && sign.Index > 0 && KnownSource(sign.Groups["a"].Value)) return true;
        if (BracketCredit().Match(line) is { Success: true } bracket && (Wording.Begins("photo", bracket.Groups["in"].Value) is not null || SlashCredit().IsMatch(bracket.Groups["in"].Value))) return true;
        return Wording.Begins("photo", line) is not null && line.Length <= 120 && !Paragraphs.EndsSentence(line);
    }

    private static bool KnownSource(string name)
    {
        var bare = name.Trim().TrimEnd('.').Trim();
        return Agencies.Named(bare, "photo") is not null || bare.StartsWith("Getty", StringComparison.OrdinalIgnoreCase)
            || bare.Equals("EPA", StringComparison.OrdinalIgnoreCase) || bare.Equals("Shutterstock", StringComparison.OrdinalIgnoreCase);
    }

    private const RegexOptions Plain = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\p{Lu}[\p{Lu}.'’-]+(?:\s+\p{Lu}[\p{Lu}.'’-]*){0,4}\s*/\s*(?:(?:Pool|Handout|File|File Photo|Courtesy)\s+)?(?:via\s+)?(?<a>\p{Lu}[\p{L} ]{1,30})\.?$", Plain, 1000)]
    private static partial Regex CapitalCredit();

    [GeneratedRegex(@"\s(?:©|\(c\)|\(C\)|Copyright)\s*(?<a>\p{L}[\p{L} .-]{1,30})$", Plain, 1000)]
    private static partial Regex SignCredit();

    [GeneratedRegex(@"[\(\[](?<in>[^()\[\]]{3,120})[\)\]]\.?$", Plain, 1000)]
    private static partial Regex BracketCredit();

    [GeneratedRegex(@"(?:AP|AFP|Reuters|REUTERS|EPA|Getty)\s+(?:Photo|Images)?/|/(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|dpa)\b|via (?:AP|AFP|Reuters|REUTERS|Getty Images)", Plain, 1000)]
    private static partial Regex SlashCredit();
}
