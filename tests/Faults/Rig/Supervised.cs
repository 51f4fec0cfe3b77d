using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using IngestPipeline.Support;

namespace IngestPipeline.Faults;

/// <summary>One service as it is deployed: a process of its own that whoever runs it starts again when it ends, a tenth of a
/// second later, then twice as long, at most 10 seconds.</summary>
/// <remarks>A small shell stands between: it kills the service, by process id, when its standard input closes. Its first line is the id.</remarks>
internal sealed class Supervised : IAsyncDisposable
{
    private const string Guard = "exec 3<&0; sh -c 'echo $$; exec \"$@\"' sh \"$@\" </dev/null & child=$!; { read -r _ <&3; kill -9 \"$child\" 2>/dev/null; } & reader=$!; "
        + "wait \"$child\"; code=$?; kill \"$reader\" 2>/dev/null; exit $code";
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(10);
    private readonly string _program;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StreamWriter _log;
    private readonly ConcurrentQueue<string> _last = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly int _port = Ports.Free();
    private Process? _guard;
    private TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _id;
    private volatile TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _held;

    private Supervised(string name, string program, IReadOnlyDictionary<string, string> environment, string log)
    {
        (Name, _program, _environment) = (name, program, environment);
        _log = new StreamWriter(new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        _running = Task.Run(Supervise);
    }

    public string Name { get; }

    /// <summary>Variables on top of the others from the next start on.</summary>
    public ConcurrentDictionary<string, string> Overrides { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables on top of all others, each for the next start only.</summary>
    public ConcurrentDictionary<string, string> Once { get; } = new(StringComparer.Ordinal);

    /// <summary>Exit code of each end, in order; 128 and the signal's number when a signal ended it.</summary>
    public ConcurrentQueue<int> Exits { get; } = new();

    /// <summary>How many of the ends were asked for.</summary>
    public int Asked { get; private set; }

    public string Log => string.Join('\n', _last.TakeLast(12));

    /// <summary>Whether it has written this, since the trial began.</summary>
    public bool Says(string words)
    {
        lock (_log)
            return File.ReadLines(((FileStream)_log.BaseStream).Name).Any(line => line.Contains(words, StringComparison.Ordinal));
    }

    public static Supervised Start(string name, string program, IReadOnlyDictionary<string, string> environment, string log) => new(name, program, environment, log);

    /// <summary>Ends it as a crash would; it starts again.</summary>
    public Task Kill() => Signal("KILL");

    /// <summary>Tells it to stop, as a deployment does; it starts again.</summary>
    public Task Terminate() => Signal("TERM");

    /// <summary>Ends it and keeps it from starting until <see cref="Release"/>.</summary>
    public async Task Hold()
    {
        _held = true;
        var before = Exits.Count;
        await Signal("TERM");
        await Ended(before + 1, CancellationToken.None);
    }

    public void Release() => _held = false;

    /// <summary>Returns when it has ended so often in all.</summary>
    public async Task Ended(int times, CancellationToken token)
    {
        // Every end wakes those who wait for one.
        while (Exits.Count < times)
            await _ended.Task.WaitAsync(token);
    }

    /// <summary>Whether the service says that it is ready.</summary>
    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{_port}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Resident memory in bytes and open handles; null while it is not running.</summary>
    public (long Memory, int Handles)? Size()
    {
        if (_id is not { } id)
            return null;
        try
        {
            var memory = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return (long.Parse(memory.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024, Directory.GetFiles($"/proc/{id}/fd").Length);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Processor time it has used since its last start, in seconds.</summary>
    public async Task<double> ProcessorTime()
    {
        var fields = (await File.ReadAllTextAsync($"/proc/{await _started.Task}/stat")).Split(") ")[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _guard?.StandardInput.Close();
        await _running;
        await _log.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Signal(string signal)
    {
        var id = await _started.Task;
        Asked++;
        using var kill = Process.Start("kill", [$"-{signal}", id]);
        await kill.WaitForExitAsync();
    }

    private async Task Supervise()
    {
        var pause = Shortest;
        while (!_stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            if (!_held)
            {
                Exits.Enqueue(await Run());
                var ended = _ended;
                _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
                ended.SetResult();
            }
            pause = Stopwatch.GetElapsedTime(began) > Longest ? Shortest : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Longest.Ticks));
            // As whoever restarts it in production waits, so that what ends at once does not spin.
            await Task.Delay(_held ? Shortest : pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> Run()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "sh", _program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in _environment.Concat(Overrides).Concat(Once))
            start.Environment[name] = value;
        Once.Clear();
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}";
        using var guard = Process.Start(start)!;
        _guard = guard;
        if (_stop.IsCancellationRequested)
            guard.StandardInput.Close();
        _id = await guard.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} could not be started.");
        _started.TrySetResult(_id);
        await Task.WhenAll(Keep(guard.StandardOutput), Keep(guard.StandardError), guard.WaitForExitAsync());
        _id = null;
        _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return guard.ExitCode;
    }

    private async Task Keep(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_log)
                _log.WriteLine(line);
            _last.Enqueue(line);
            if (_last.Count > 200)
                _last.TryDequeue(out _);
        }
    }
}
