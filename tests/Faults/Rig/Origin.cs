using System.IO.Compression;
using System.Text;
using IngestPipeline.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Faults;

/// <summary>A web server that serves articles, and everything that a fetcher should survive.</summary>
internal sealed class Origin : IAsyncDisposable
{
    /// <summary>It answers on so many addresses, 127.0.0.1 and up: each is a host of its own to a polite fetcher.</summary>
    public const int Hosts = 40;

    private readonly WebApplication _app;

    private Origin(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public static async Task<Origin> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = Ports.Free();
        builder.WebHost.UseUrls([.. Enumerable.Range(1, Hosts).Select(host => $"http://127.0.0.{host}:{port}")]);
        var app = builder.Build();
        app.MapGet("/article/{seed:int}/{number:int}", (int seed, int number, int? wait, HttpContext context) => Article(context, seed, number, wait ?? 0));
        app.MapGet("/robots.txt", () => Results.NotFound());
        app.MapGet("/bomb", (string by, HttpContext context) => Bomb(context, by));
        app.MapGet("/endless", Endless);
        app.MapGet("/drip", Drip);
        app.MapGet("/loop/{number:int}", (int number) => Results.Redirect($"/loop/{number + 1}"));
        app.MapGet("/to", (string address) => Results.Redirect(address));
        app.MapGet("/error", () => Results.StatusCode(503));
        app.MapGet("/gone", () => Results.StatusCode(410));
        await app.StartAsync();
        return new(app, port);
    }

    /// <summary>Address of one of its pages.</summary>
    /// <param name="path">With the leading slash.</param>
    /// <param name="host">Any name or address of this machine.</param>
    public Uri Page(string path, string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Article(HttpContext context, int seed, int number, int wait)
    {
        // A slow server is what it plays.
        await Task.Delay(TimeSpan.FromSeconds(wait), context.RequestAborted);
        var paragraphs = string.Concat(new Corpus("page", seed).Text(number).Split("\n\n").Select(paragraph => $"<p>{paragraph}</p>"));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!doctype html><html lang=en><head><title>Page {number}</title></head><body><article><h1>Page {number}</h1>{paragraphs}</article></body></html>");
    }

    private static async Task Bomb(HttpContext context, string by)
    {
        context.Response.ContentType = "text/html";
        context.Response.Headers.ContentEncoding = by;
        await using Stream body = by == "br" ? new BrotliStream(context.Response.Body, CompressionLevel.Fastest) : new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        var zeros = new byte[1 << 20];
        for (var megabyte = 0; megabyte < 512 && !context.RequestAborted.IsCancellationRequested; megabyte++)
            await body.WriteAsync(zeros, context.RequestAborted);
    }

    private static async Task Endless(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>And on it goes, and on, without ever coming to an end.</p>\n", 500)));
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(line, context.RequestAborted);
    }

    private static async Task Drip(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync("a"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            // Two bytes a second: slower than any honest server.
            await Task.Delay(500, context.RequestAborted);
        }
    }
}
