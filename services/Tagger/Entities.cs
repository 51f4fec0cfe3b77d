using IngestPipeline.Contracts;

namespace IngestPipeline.Tagger;

/// <summary>
/// People, organisations, places and nationalities of an article. Four steps, each a file of its own: recognise names
/// (<see cref="Recognition"/>), group them into entities (<see cref="Clusters"/>), link (<see cref="Links"/>), weigh
/// (<see cref="Salience"/>). Pure and thread-safe; linear in the text.
/// </summary>
internal static class Entities
{
    /// <summary>Entities of an article, by first mention, headline before body.</summary>
    /// <param name="headline">May be empty.</param>
    /// <param name="body">May be empty.</param>
    /// <param name="language">BCP 47; other than English (or unknown, <c>und</c>): names of the gazetteer, and first names with a family name.</param>
    /// <param name="published">Day of publication, for who held an office then; null when unknown.</param>
    /// <returns>Entities with at least one mention each; every mention's text is the field at its offsets.</returns>
    public static IReadOnlyList<Entity> Find(string headline, string body, string language, DateOnly? published = null)
    {
        var reading = new Reading(headline, body, language);
        var clusters = Clusters.Of(reading, Recognition.Find(reading, HasModel(language)));
        var most = clusters.Count == 0 ? 1 : clusters.Max(cluster => cluster.Mentions.Count);
        var entities = new List<Entity>(clusters.Count);
        foreach (var cluster in clusters)
            entities.Add(Entity(reading, cluster, most, $"e{entities.Count + 1}", published));
        return entities;
    }

    public static string TypeName(NameType type) => type switch
    {
        NameType.Person => "PER",
        NameType.Organisation => "ORG",
        NameType.Place => "LOC",
        _ => "NORP",
    };

    /// <summary>Whether there is a model for a language: for English, and it is tried where nobody could tell the language.</summary>
    /// <param name="language">BCP 47; may be empty.</param>
    public static bool HasModel(string language) =>
        language.Length == 0 || language.StartsWith("en", StringComparison.OrdinalIgnoreCase) || language.Equals("und", StringComparison.OrdinalIgnoreCase);

    private static Entity Entity(Reading reading, Cluster cluster, int most, string id, DateOnly? published)
    {
        var mentions = cluster.Mentions.Select(name => Mention(reading, name)).ToArray();
        var (row, status) = Links.Of(reading, cluster, published);
        return new Entity
        {
            Id = id,
            Type = TypeName(cluster.Type),
            Name = Fullest(mentions),
            Uri = row is null ? null : $"http://www.wikidata.org/entity/{row.Id}",
            LinkStatus = status,
            Confidence = cluster.Mentions.Max(name => name.Confidence),
            Salience = Salience.Of(reading, cluster, most),
            Mentions = mentions,
        };
    }

    /// <summary>The longest mention, among equals one that is not in capitals, then the first. Line breaks in it become blanks.</summary>
    private static string Fullest(Mention[] mentions)
    {
        var best = mentions[0].Text;
        foreach (var mention in mentions)
            if (mention.Text.Length > best.Length || (mention.Text.Length == best.Length && !HasLower(best) && HasLower(mention.Text)))
                best = mention.Text;
        return string.Join(' ', best.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool HasLower(string text) => text.AsSpan().ContainsAnyInRange('a', 'z');

    private static Mention Mention(Reading reading, Found name)
    {
        var (first, last) = (reading.Words[name.First], reading.Words[name.Last]);
        var text = reading.Fields[first.Field][first.Start..last.End];
        return new Mention(first.Field == 0 ? "headline" : "body", first.Start, last.End, text);
    }
}
