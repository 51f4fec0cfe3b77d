using System.Text.RegularExpressions;
using IngestPipeline.Contracts;

namespace IngestPipeline.Deduplicator;

/// <summary>Whether an article says of itself that it replaces an earlier one, in the words agencies use.</summary>
internal static partial class Correction
{
    public static bool Is(ArticleFetched article) =>
        Marks().IsMatch(article.Headline) || Marks().IsMatch(article.Text.AsSpan(0, Math.Min(article.Text.Length, 120)));

    [GeneratedRegex(@"^\W*(CORRECTED|CORRECTION|REFILE|UPDATE \d|WRITETHRU|\d(st|nd|rd|th) (Ld-)?Writethru)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
