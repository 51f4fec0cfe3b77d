using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Benchmarks;

/// <summary>Many web servers on ports of this machine, each of its own kind, that write down when they were asked.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly string[] Kinds = ["quick", "quick", "quick", "quick", "quick", "quick", "429", "503", "slow", "dead"];
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<int, Host> hosts = new();

    private Town(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Host> Hosts => [.. hosts.Values];

    /// <summary>Opens the servers; those that are dead have a port that nobody listens on.</summary>
    public static async Task<Town> Open(int count, TimeSpan slowness, CancellationToken token)
    {
        var ports = Ports(count);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var open = ports.Index().Where(port => Kinds[port.Index % Kinds.Length] != "dead");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var (_, port) in open) kestrel.Listen(IPAddress.Loopback, port);
        });
        var town = new Town(builder.Build());
        foreach (var (index, port) in ports.Index()) town.hosts[port] = new(Kinds[index % Kinds.Length], port);
        town.app.Run(context => town.hosts[context.Connection.LocalPort].Answer(context, slowness));
        await town.app.StartAsync(token);
        return town;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static List<int> Ports(int count)
    {
        var held = new List<System.Net.Sockets.TcpListener>();
        for (var i = 0; i < count; i++)
        {
            var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            held.Add(listener);
        }

        var ports = held.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        held.ForEach(listener => listener.Stop());
        return ports;
    }

    /// <summary>A server.</summary>
    internal sealed class Host(string kind, int port)
    {
        private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);
        private readonly ConcurrentQueue<long> began = new();
        private int inside, most, number;

        public string Kind => kind;

        public int Port => port;

        /// <summary>Requests for pages.</summary>
        public int Requests => began.Count;

        /// <summary>Requests that were inside at the same time, at most.</summary>
        public int Most => most;

        /// <summary>Least time between the beginnings of two requests for pages.</summary>
        public TimeSpan? LeastGap => began.Order().ToList() is { Count: > 1 } times
            ? times.Zip(times.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next)).Min() : null;

        public async Task Answer(HttpContext context, TimeSpan slowness)
        {
            var path = context.Request.Path.Value!;
            if (path == "/robots.txt")
            {
                context.Response.StatusCode = 404;
                return;
            }

            began.Enqueue(Stopwatch.GetTimestamp());
            most = Math.Max(most, Interlocked.Increment(ref inside));
            try
            {
                // Slow is what it is for.
                if (kind == "slow") await Task.Delay(slowness, context.RequestAborted);
                if (kind == "429" && Interlocked.Increment(ref number) % 10 == 0) Refuse(context, 429);
                else if (kind == "503" && seen.TryAdd(path, true) && path.GetHashCode(StringComparison.Ordinal) % 4 == 0) Refuse(context, 503);
                else await context.Response.WriteAsync(Story(context, path));
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        }

        private static void Refuse(HttpContext context, int status)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "1";
        }

        private string Story(HttpContext context, string path)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return $"<html><head><title>The bridge at {port}{path} is open</title></head><body><article><h1>The bridge at {port}{path} is open</h1>" +
                string.Concat(Enumerable.Range(1, 6).Select(i => $"<p>The bridge at {port}{path} had been closed since the flood, and on day {i} the town said that it would be open before the week was over.</p>")) +
                "</article></body></html>";
        }
    }
}
