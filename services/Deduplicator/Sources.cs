namespace IngestPipeline.Deduplicator;

/// <summary>Sources as the index knows them.</summary>
internal static class Sources
{
    /// <returns>0 for an unknown source, which is a source of its own each time.</returns>
    public static int Hash(string? source) => string.IsNullOrEmpty(source) ? 0 : (int)Hashing.Of(source) | 1;
}
