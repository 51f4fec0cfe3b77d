using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using IngestPipeline.Support;

namespace IngestPipeline.Integration.Tests;

/// <summary>One service as it is deployed: a process of its own, configured by its environment.</summary>
/// <remarks>A small shell stands between and ends the service, by process id, when its standard input closes: on disposal,
/// and also when the test process dies. It ends as the service did.</remarks>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Guard = "exec 3<&0; \"$@\" </dev/null & child=$!; { read -r _ <&3; kill \"$child\" 2>/dev/null; } & reader=$!; "
        + "wait \"$child\"; code=$?; kill \"$reader\" 2>/dev/null; exit $code";
    private static readonly HttpClient Http = new();
    private readonly Process _guard;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Uri _health;

    private ServiceProcess(string name, Process guard, int port)
    {
        (Name, _guard, _health) = (name, guard, new Uri($"http://127.0.0.1:{port}/health/"));
        guard.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        guard.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
    }

    public string Name { get; }

    public string Log => string.Join('\n', _log.TakeLast(40));

    /// <summary>Starts a service and returns when it says that it is ready.</summary>
    public static async Task<ServiceProcess> Start(string name, Uri rabbitmq, string postgres, params (string Name, string Value)[] environment)
    {
        var service = Launch(name, rabbitmq, postgres, environment);
        if (await service.IsReady())
            return service;
        var log = service.Log;
        await service.DisposeAsync();
        throw new InvalidOperationException($"{name} did not become ready:\n{log}");
    }

    /// <summary>Starts a service and returns at once.</summary>
    public static ServiceProcess Launch(string name, Uri rabbitmq, string postgres, params (string Name, string Value)[] environment)
    {
        var port = Ports.Free();
        var start = Run.Start("/bin/sh", "-c", Guard, "sh", Repository.Program(name, $"IngestPipeline.{name}"));
        start.Environment["ConnectionStrings__rabbitmq"] = rabbitmq.ToString();
        start.Environment["ConnectionStrings__postgres"] = postgres;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return new ServiceProcess(name, Process.Start(start)!, port);
    }

    /// <summary>Waits until the service has ended by itself.</summary>
    /// <returns>Its exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> Exit()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Inbox.Patience);
        try
        {
            await _guard.WaitForExitAsync(deadline.Token);
            return _guard.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} did not end within {Inbox.Patience.TotalSeconds:F0} s:\n{Log}");
        }
    }

    /// <summary>Tells the service to stop, as whoever runs it does, and waits until it has.</summary>
    public Task<int> Terminate()
    {
        _guard.StandardInput.Close();
        return Exit();
    }

    /// <summary>Waits until the service has written something.</summary>
    /// <exception cref="TimeoutException">It has not; says what it wrote.</exception>
    public async Task Says(string words)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var left = Inbox.Patience; !_log.Any(line => line.Contains(words, StringComparison.Ordinal)); left -= pause.Period)
        {
            if (left <= TimeSpan.Zero)
                throw new TimeoutException($"{Name} does not say \"{words}\":\n{Log}");
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the service is ready.</summary>
    /// <returns>False when it ended first.</returns>
    public async Task<bool> IsReady()
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Inbox.Patience);
        try
        {
            while (!_guard.HasExited && await Health("ready") != HttpStatusCode.OK)
                await pause.WaitForNextTickAsync(deadline.Token);
            return !_guard.HasExited;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What the health port answers; null when nothing listens.</summary>
    public async Task<HttpStatusCode?> Health(string question)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(_health, question), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Inbox.Patience);
        try
        {
            await _guard.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill(entireProcessTree: true);
        }

        _guard.Dispose();
    }
}
