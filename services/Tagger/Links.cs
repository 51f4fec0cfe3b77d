using System.Collections.Frozen;

namespace IngestPipeline.Tagger;

/// <summary>
/// Wikidata ids by alias: a form that is a name or alias of exactly one row of its type is linked, one of several rows
/// is ambiguous, any other is nil. A leader is linked by the full name only, and only in the years of the row.
/// A wrong id is worse than none: no guess, no nearest name. One look-up a form.
/// </summary>
internal static class Links
{
    private static readonly FrozenDictionary<(string Type, string Name), LinkRow[]> ByName = LinkTable.Rows
        .SelectMany(row => row.Names.Select(name => (Key: (row.Type, Folding.Fold(name)), Row: row)))
        .GroupBy(pair => pair.Key)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Row).Distinct().ToArray());

    /// <summary>One key for all forms of one row; null for a form without exactly one row.</summary>
    public static string? Key(string form, NameType type) => Rows(form, type) is [var row] ? row.Names[0] : null;

    /// <summary>Whether any row has this name.</summary>
    public static bool IsKnown(string form) => Enum.GetValues<NameType>().Any(type => Rows(form, type).Length > 0);

    /// <summary>The row of an entity and its status: <c>linked</c>, <c>nil</c>, <c>ambiguous</c> or <c>not-attempted</c>.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="cluster">The entity.</param>
    /// <param name="published">Day of publication; null when unknown.</param>
    public static (LinkRow? Row, string Status) Of(Reading reading, Cluster cluster, DateOnly? published)
    {
        if (cluster.IsAmbiguous || (cluster.Type == NameType.Place && IsTeam(reading, cluster))) return (null, "ambiguous");
        if (cluster.Type == NameType.Nationality) return Country(cluster);
        var rows = cluster.Forms.Where(form => cluster.Type != NameType.Person || form.Contains(' ')).SelectMany(form => Rows(form, cluster.Type))
            .Where(row => Valid(row, published)).Distinct().Take(2).ToArray();
        return rows.Length switch { 0 => (null, "nil"), 1 => (rows[0], "linked"), _ => (null, "ambiguous") };
    }

    /// <summary>The country of a nationality: not attempted for peoples and religions, which the table does not have.</summary>
    private static (LinkRow? Row, string Status) Country(Cluster cluster)
    {
        var rows = cluster.Forms.SelectMany(form => LinkTable.Nationalities[form]).Distinct().Take(2).ToArray();
        return rows.Length switch { 0 => (null, "not-attempted"), 1 => (rows[0], "linked"), _ => (null, "ambiguous") };
    }

    /// <summary>Whether a country may be its team here: in a report of a match, and named otherwise than as where something is.</summary>
    private static bool IsTeam(Reading reading, Cluster cluster) =>
        reading.IsOnSport && cluster.Forms.Any(form => (Gazetteer.Phrase(form) & Lists.Country) != 0)
        && cluster.Mentions.Exists(name => name.First == 0 || !Words.PlaceBefore.Contains(reading.Words[name.First - 1].Text));

    private static bool Valid(LinkRow row, DateOnly? published) =>
        published is not { } date || ((row.From is null || date.Year >= row.From) && (row.To is null || date.Year <= row.To));

    private static LinkRow[] Rows(string form, NameType type) =>
        ByName.GetValueOrDefault((Entities.TypeName(type), form.Replace(" - ", "-", StringComparison.Ordinal).Replace(" 's", "'s", StringComparison.Ordinal)), []);
}
