using System.Text.RegularExpressions;

namespace IngestPipeline.Conventions.Tests;

/// <summary>The files of the working tree, without what a build leaves in it.</summary>
internal static partial class Repository
{
    private static readonly string[] Left = [".git", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>Absolute path of the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with <c>/</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    /// <summary>Folders right below a folder that hold a project: its name to the path of its csproj.</summary>
    public static IReadOnlyDictionary<string, string> Projects(string under) => Files
        .Where(file => file.StartsWith($"{under}/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    /// <summary>C# files below any of the folders.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => Files
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && folders.Any(folder => file.StartsWith($"{folder}/", StringComparison.Ordinal)));

    public static bool Has(string file) => Path.Exists(Path.Combine(Root, file));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>What stands between single backticks, code blocks left out.</summary>
    public static IEnumerable<string> Code(string markdown) =>
        InlineCode().Matches(Blocks().Replace(markdown, "")).Select(match => match.Groups[1].Value);

    /// <summary>The lines of all code blocks.</summary>
    public static IEnumerable<string> BlockLines(string markdown) =>
        Blocks().Matches(markdown).SelectMany(match => match.Value.Split('\n')[1..^1]);

    private static IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(entry => !Left.Contains(entry.Name))
        .SelectMany(entry => entry is DirectoryInfo below ? Walk(below) : [Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/')]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IngestPipeline.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run below the folder of IngestPipeline.sln.");
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^[ ]*```.*?^[ ]*```[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
