using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Integration.Tests;

/// <summary>One service as it is deployed: a process of its own, configured by its environment.</summary>
/// <remarks>A small shell stands between and ends the service, by process id, when its standard input closes: on disposal,
/// and also when the test process dies.</remarks>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Guard = "\"$@\" & child=$!; read -r _; kill \"$child\" 2>/dev/null; wait \"$child\"";
    private static readonly HttpClient Http = new();
    private readonly Process _guard;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Uri _ready;

    private ServiceProcess(string name, Process guard, int port)
    {
        (Name, _guard, _ready) = (name, guard, new Uri($"http://127.0.0.1:{port}/health/ready"));
        guard.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        guard.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
    }

    public string Name { get; }

    public string Log => string.Join('\n', _log.TakeLast(40));

    /// <summary>Starts a service and returns when it says that it is ready.</summary>
    public static async Task<ServiceProcess> Start(string name, Uri rabbitmq, string postgres)
    {
        var port = FreePort();
        var start = Run.Start("/bin/sh", "-c", Guard, "sh", Repository.Program(name, $"IngestPipeline.{name}"));
        start.Environment["ConnectionStrings__rabbitmq"] = rabbitmq.ToString();
        start.Environment["ConnectionStrings__postgres"] = postgres;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        var service = new ServiceProcess(name, Process.Start(start)!, port);
        try
        {
            await service.Ready();
            return service;
        }
        catch (OperationCanceledException)
        {
            var log = service.Log;
            await service.DisposeAsync();
            throw new InvalidOperationException($"{name} did not become ready:\n{log}");
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

    private async Task Ready()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Inbox.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var answer = await Http.GetAsync(_ready, deadline.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
