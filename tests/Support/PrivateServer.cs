using System.Diagnostics;

namespace IngestPipeline.Support;

/// <summary>Server processes of the tests' own, with a folder of their own; all are gone after disposal.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly List<Guarded> _running = [];

    /// <summary>The server's folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("ingest-test-").FullName;

    // Beside the folder, which may belong to another user than this one.
    private string LogFile => $"{Folder}.log";

    /// <summary>Starts a program that stays in the foreground; its output goes to a file in the folder.</summary>
    /// <param name="signal">What ends it: <c>KILL</c>, <c>QUIT</c>; nothing in its folder has to survive.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Variables on top of this process's.</param>
    public Guarded Run(string signal, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = Guarded.Start(signal, LogFile, command, environment);
        _running.Add(server);
        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public static async Task RunToEnd(IEnumerable<string> command, CancellationToken token, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] words = [.. command];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{words[0]} failed ({process.ExitCode}): {await error}{await output}");
    }

    /// <summary>The first of these folders that holds the program, as a full path; null when none does.</summary>
    public static string? Find(string program, IEnumerable<string> folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>The end of what the server wrote, for the message when it does not start.</summary>
    public string Output() => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(30)) : "";

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Last started, first stopped: the Erlang VM before the port mapper it registered with.
        foreach (var server in Enumerable.Reverse(_running))
            await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        File.Delete(LogFile);
    }
}
