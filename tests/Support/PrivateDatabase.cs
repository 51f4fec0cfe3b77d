using System.Globalization;

namespace IngestPipeline.Support;

/// <summary>An installed <c>postgres</c> with a data folder of its own, on loopback only, without a socket file.
/// It trusts whoever connects and never syncs to disk: what it committed survives its own death, not the machine's.</summary>
internal sealed class PrivateDatabase : IAsyncDisposable
{
    private const string User = "postgres";
    private readonly PrivateServer _server;
    private readonly IReadOnlyList<string> _command;
    private Guarded _running;

    private PrivateDatabase(PrivateServer server, IReadOnlyList<string> command, string port, string program)
    {
        (_server, _command) = (server, command);
        (ConnectionString, Origin) = ($"Host=127.0.0.1;Port={port};Username={User};Database=postgres", $"private {program}, port {port}");
        _running = Run();
    }

    public string ConnectionString { get; }

    public string Origin { get; }

    public static async Task<PrivateDatabase> Start(CancellationToken token)
    {
        var folders = Installed();
        if (PrivateServer.Find("initdb", folders) is not { } initdb || PrivateServer.Find("postgres", folders) is not { } postgres)
            throw new InvalidOperationException("These tests need PostgreSQL. Install it (Debian: apt-get install postgresql), or set "
                + "INGEST_TEST_POSTGRES to a connection string, or build with -p:PackageFeed=full where a container engine runs.");

        var server = new PrivateServer();
        try
        {
            return await Start(server, initdb, postgres, token);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<PrivateDatabase> Start(PrivateServer server, string initdb, string postgres, CancellationToken token)
    {
        var data = Path.Combine(server.Folder, "data");
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root; its package brings the user that it likes to run as.
            await PrivateServer.RunToEnd(["chown", User, server.Folder], token);
            asUser = ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"];
        }

        await PrivateServer.RunToEnd(
            [.. asUser, initdb, "-D", data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"], token);
        return new(server, [.. asUser, postgres, "-D", data, "-p", port, "-h", "127.0.0.1", "-k", "",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200"], port, postgres);
    }

    public string Output() => _server.Output();

    /// <summary>Ends it at once, without a last checkpoint: it has to recover when it starts again.</summary>
    public Task Kill() => _running.DisposeAsync().AsTask();

    /// <summary>Starts it again on the same data and port; it answers some seconds later.</summary>
    public void Restart() => _running = Run();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Guarded Run() => _server.Run("QUIT", _command);

    /// <summary>Debian keeps each version in a folder of its own, off the PATH; the newest first.</summary>
    private static IEnumerable<string> Installed() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
}
