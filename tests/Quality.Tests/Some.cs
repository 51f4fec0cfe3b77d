namespace IngestPipeline.Quality.Tests;

/// <summary>Articles of made-up words, of which none is like another.</summary>
internal static class Some
{
    public static IReadOnlyList<SourceArticle> Articles(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(index => SourceArticle.Of($"a{index}", $"Title {index}", Text(random, random.Next(100, 400))))];
    }

    public static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(at => random.Next(20) switch
    {
        0 => $"Name{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}",
        1 => random.Next(1, 999).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"word{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}",
    } + (at % 12 == 11 ? "." : "")));
}
