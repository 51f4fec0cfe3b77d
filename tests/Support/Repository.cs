using System.Runtime.InteropServices;

namespace IngestPipeline.Support;

/// <summary>Where things lie, seen from the built tests.</summary>
public static class Repository
{
    /// <summary>The folder of IngestPipeline.sln.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The .NET that runs this process: a started program needs it as <c>DOTNET_ROOT</c>.</summary>
    public static string Runtime { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    // tests/Integration.Tests/bin/Release/net10.0
    private static string[] Built { get; } = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar)[^3..];

    /// <summary>A program of this repository, built in the same configuration as the tests.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Program(string project, string name)
    {
        var path = Path.Combine([Root, "services", project, .. Built, name]);
        return File.Exists(path) ? path : throw new FileNotFoundException($"Not built: {path}");
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "IngestPipeline.sln")) ? folder : Above(Directory.GetParent(folder)!.FullName);
}
