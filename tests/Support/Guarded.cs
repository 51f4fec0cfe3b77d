using System.Diagnostics;

namespace IngestPipeline.Support;

/// <summary>A server that does not outlive whoever started it.</summary>
/// <remarks>A small shell stands between: it kills the server, by process id, as soon as its standard input closes. That
/// happens on disposal and also when the test process is killed, so that no run leaves a broker or database behind.</remarks>
internal sealed class Guarded : IAsyncDisposable
{
    private const string Guard = "signal=$1; shift; \"$@\" & child=$!; read -r _; kill -s \"$signal\" \"$child\" 2>/dev/null; wait \"$child\"";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly Process _guard;

    private Guarded(Process guard) => _guard = guard;

    /// <summary>Starts a program that stays in the foreground.</summary>
    /// <param name="signal">What ends it: <c>KILL</c>, <c>QUIT</c>.</param>
    /// <param name="log">File to which its output is added.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Variables on top of this process's.</param>
    public static Guarded Start(string signal, string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment)
    {
        string[] arguments = ["-c", $"exec >>'{log}' 2>&1; {Guard}", "sh", signal, .. command];
        var start = new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Ends the server and returns when it is gone; again, it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_guard.HasExited)
            return;
        _guard.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Grace);
        try
        {
            await _guard.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill(entireProcessTree: true);
        }
    }
}
