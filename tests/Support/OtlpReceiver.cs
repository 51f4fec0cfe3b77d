using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Support;

/// <summary>Receives spans by OTLP, over gRPC on one port and over HTTP with protobuf on another.</summary>
/// <remarks>gRPC by hand: Grpc.AspNetCore is not on every package feed. One call has one message: a byte that says whether it is
/// compressed, four of length, the bytes; the answer is an empty message and the status in the trailers.</remarks>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const int Prefix = 5;
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private long _bytes;

    private OtlpReceiver(WebApplication app, int grpc, int http) => (_app, GrpcPort, HttpPort) = (app, grpc, http);

    /// <summary>Port for gRPC.</summary>
    public int GrpcPort { get; }

    /// <summary>Port for HTTP with protobuf.</summary>
    public int HttpPort { get; }

    /// <summary>All spans received so far.</summary>
    public IReadOnlyCollection<OtlpSpan> Spans => _spans;

    /// <summary>Whether what comes is decoded and kept; else it is taken and forgotten.</summary>
    public bool IsKeeping { get; set; } = true;

    /// <summary>Bytes of spans kept so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Requests received so far, by path.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where: the loopback address, or any for senders in containers.</param>
    public static async Task<OtlpReceiver> Start(IPAddress address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var (grpc, http) = (Ports.Free(), Ports.Free());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(address, grpc, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, http, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var receiver = new OtlpReceiver(app, grpc, http);
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", receiver.Grpc);
        app.MapPost("/v1/traces", receiver.Http);
        app.MapPost("/{**other}", receiver.Other);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Grpc(HttpContext context)
    {
        var call = await Body(context);
        Take(context, call[0] == 0 ? call[Prefix..] : Unzip(call[Prefix..]));
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[Prefix]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task Http(HttpContext context)
    {
        var body = await Body(context);
        Take(context, context.Request.Headers.ContentEncoding == "gzip" ? Unzip(body) : body);
        context.Response.ContentType = "application/x-protobuf";
    }

    private async Task Other(HttpContext context)
    {
        await Body(context);
        Requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private void Take(HttpContext context, byte[] request)
    {
        Requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
        if (!IsKeeping)
            return;
        Interlocked.Add(ref _bytes, request.Length);
        foreach (var span in OtlpSpan.Decode(request))
            _spans.Enqueue(span);
    }

    private static async Task<byte[]> Body(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using var plain = new MemoryStream();
        using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        zip.CopyTo(plain);
        return plain.ToArray();
    }
}
