using IngestPipeline.Consoles;
using IngestPipeline.Standalone;

namespace IngestPipeline.Pipeline.Tests;

/// <summary>One run of Standalone on a folder, and what it published.</summary>
internal sealed record Run(int ExitCode, IReadOnlyList<Published> Messages)
{
    /// <summary>The last message of each article, by the name of its input.</summary>
    public IReadOnlyDictionary<string, Published> Last => Messages.GroupBy(message => message.Name).ToDictionary(group => group.Key, group => group.MaxBy(message => message.State)!);

    public static async Task<Run> On(IEnumerable<string> paths, string order = "name", string? database = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            var session = new Session(file, database, order == "name" ? Order.ByName : new(int.Parse(order.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
            var exitCode = await session.Run([.. paths], TestContext.Current.CancellationToken);
            return new(exitCode, [.. File.ReadLines(file).Select(line => Published.Read(System.Text.Encoding.UTF8.GetBytes(line)))]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The folder of the repository that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "IngestPipeline.sln")) ? folder : FindRoot(Directory.GetParent(folder)!.FullName);
}
