using IngestPipeline.Consoles;
using IngestPipeline.Standalone;

namespace IngestPipeline.Quality;

/// <summary>The product itself, all four services, on a file of articles.</summary>
internal static class Product
{
    /// <returns>The last message of each article, by the id it was submitted with.</returns>
    /// <exception cref="InvalidDataException">An article came out neither published nor quarantined.</exception>
    public static async Task<IReadOnlyDictionary<string, Published>> Run(string file, int? seed, CancellationToken cancellationToken)
    {
        var messages = Path.GetTempFileName();
        try
        {
            if (await new Session(messages, null, new(seed), TextWriter.Null).Run([file], cancellationToken) != Session.Done)
                throw new InvalidDataException($"Not every article of {file} came out.");
            return File.ReadLines(messages)
                .Select(line => Published.Read(System.Text.Encoding.UTF8.GetBytes(line)))
                .GroupBy(article => article.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.MaxBy(article => article.State)!, StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(messages);
        }
    }
}
