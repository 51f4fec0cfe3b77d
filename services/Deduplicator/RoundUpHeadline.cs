using System.Text.RegularExpressions;

namespace IngestPipeline.Deduplicator;

/// <summary>Whether a headline says that several items stand below it, in the words that papers and agencies use.
/// Evidence beside the text, never alone. Known weakness: languages not listed.</summary>
internal static partial class RoundUpHeadline
{
    public static bool Is(string headline) => Words().IsMatch(headline);

    [GeneratedRegex(@"\b(round-?up|news ?briefs?|in brief|briefs|briefly|news summary|highlights|headlines|digest|at a glance|morning briefing|kurz gemeldet|kurz notiert|kurzmeldungen"
        + @"|kurznachrichten|meldungen des tages|nachrichtenüberblick|en bref|brèves|l'essentiel|in breve|notizie in breve|breves|en breve|resumen de noticias|resumo|kort nieuws"
        + @"|kort nytt|notiser|w skrócie|коротко|дайджест|обзор новостей)\b|要闻|要聞|简讯|短信|まとめ|단신", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
