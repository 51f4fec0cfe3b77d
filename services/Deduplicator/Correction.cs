using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>Whether an article says of itself that it replaces an earlier one, in the words that agencies and papers use:
/// at the begin of headline or text, or in brackets at the headline's end. Words that are news as well ("Correction on
/// Wall Street") count in capitals or before a colon, dash or bracket only.</summary>
internal static partial class Correction
{
    private const int Opening = 120;

    public static bool Is(ArticleFetched article) => Is(article.Headline, article.Text);

    /// <param name="headline">May be empty.</param>
    /// <param name="text">Its first words are looked at.</param>
    public static bool Is(string headline, string text) =>
        Marks().IsMatch(headline) || Closing().IsMatch(headline) || Marks().IsMatch(text[..Math.Min(text.Length, Opening)]);

    private const string Words =
        "corrected|correction|correct|refile|refiled|update|updated|writethru|clarification|korrektur|korrigiert|berichtigung|berichtigt|rectificatif|rectifié|correctif"
        + "|corregido|corregida|corrección|corrige|rettifica|errata corrige|correzione|correção|corrigido|corrigida|retificação|rectificatie|correctie|rättelse|rettelse|oikaisu"
        + "|sprostowanie|korekta|исправление|исправлено|уточнение|виправлення|düzeltme|تصحيح|תיקון";

    [GeneratedRegex(@"^\W*(((CORRECTED|CORRECTION|REFILE|REFILED|WRITETHRU|KORREKTUR|BERICHTIGUNG|RECTIFICATIF|CORREGIDO|CORRIGE|RETTIFICA|RECTIFICATIE|UPDATE ?\d*|\d(st|nd|rd|th) (Ld-)?Writethru)\b)|((?i:"
        + Words + @")( \d+)?\s*(:|-|–|—|\)|\]|/))|訂正|更正|정정)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(\(|\[|/|—|–)\s*((?i:" + Words + @")|\d(st|nd|rd|th) (Ld-)?Writethru|訂正|更正|정정)\s*(\)|\]|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Closing();
}
