using System.IO.Compression;

namespace IngestPipeline.Quality;

/// <summary>Files that may be packed by gzip, which their name says.</summary>
internal static class Packed
{
    public static Stream Open(string path)
    {
        var raw = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    /// <summary>The lines of a text, empty ones too.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(Open(path));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
