using System.Reflection;

namespace IngestPipeline.Text;

/// <summary>Lines of a text file embedded in an assembly.</summary>
public static class Resource
{
    /// <summary>The lines of an embedded UTF-8 file, without empty lines and without comments (lines that begin with <c>#</c>).</summary>
    /// <param name="assembly">Where the file is embedded.</param>
    /// <param name="name">Logical name of the file.</param>
    /// <exception cref="FileNotFoundException">The assembly embeds no such file.</exception>
    public static IReadOnlyList<string> Lines(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{assembly.GetName().Name} embeds no file named {name}.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') lines.Add(line);
        }

        return lines;
    }
}
