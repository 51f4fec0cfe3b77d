namespace IngestPipeline.Tagger;

/// <summary>Whom a short name stands for.</summary>
/// <param name="Full">The full name; null when nobody can tell.</param>
/// <param name="Until">The word from which on nobody can tell, since another of that name was named there.</param>
internal readonly record struct ShortName(string? Full, int Until)
{
    /// <summary>The full name at a word; null when nobody can tell.</summary>
    public string? At(int word) => word < Until ? Full : null;
}
