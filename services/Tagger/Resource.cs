namespace IngestPipeline.Tagger;

/// <summary>The files of <c>Data/</c>, embedded in the assembly.</summary>
internal static class Resource
{
    /// <summary>The lines of a file, without empty ones and those that start with <c>#</c>.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        var stream = typeof(Resource).Assembly.GetManifestResourceStream($"IngestPipeline.Tagger.Data.{file}")
            ?? throw new InvalidOperationException($"Data/{file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && !line.StartsWith('#'))
                yield return line;
    }
}
