using System.Diagnostics.CodeAnalysis;

namespace IngestPipeline.Support;

/// <summary>Development data that does not live in the repository: the folder in <c>INGEST_DATA</c>, which holds
/// <c>data/</c> and <c>schemas/</c>. A test that needs it is skipped without it, and says so:
/// <c>Assert.SkipUnless(TestData.Has("data/samples/000.txt", out var path), TestData.Absent);</c></summary>
public static class TestData
{
    /// <summary>Why a test is skipped.</summary>
    public const string Absent = "needs development data: set INGEST_DATA to the folder that holds data/ and schemas/";

    /// <summary>The folder, or null when the variable is unset or names none.</summary>
    public static string? Folder =>
        Environment.GetEnvironmentVariable("INGEST_DATA") is { Length: > 0 } folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    /// <summary>Whether a file or folder of the data is there, and where.</summary>
    /// <param name="name">Relative to <see cref="Folder"/>, with <c>/</c>.</param>
    /// <param name="path">Absolute; null when it is not there.</param>
    public static bool Has(string name, [NotNullWhen(true)] out string? path)
    {
        path = Folder is { } folder ? Path.Combine(folder, name) : null;
        if (!Path.Exists(path))
            path = null;
        return path is not null;
    }

    /// <summary>A file or folder of the data.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string Require(string name) => Has(name, out var path) ? path : throw new FileNotFoundException($"{name}: {Absent}");
}
