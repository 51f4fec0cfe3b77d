using IngestPipeline.Contracts;

namespace IngestPipeline.Tagger.Tests;

/// <summary>Entities of a short text, and what tests ask of them.</summary>
internal static class Some
{
    public static IReadOnlyList<Entity> Entities(string body, string headline = "", string language = "en", int year = 2024) =>
        Tagger.Entities.Find(headline, body, language, new DateOnly(year, 8, 20));

    public static string Summary(IReadOnlyList<Entity> entities) =>
        string.Join("; ", entities.Select(entity => $"{entity.Type} {entity.Name} {entity.Mentions.Count}"));

    public static Entity Named(this IReadOnlyList<Entity> entities, string name) =>
        entities.Where(entity => entity.Name == name).ShouldHaveSingleItem($"{name} in: {Summary(entities)}");
}
