using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IngestPipeline.Fetcher.Tests;

/// <summary>A web server on a free loopback port that answers as a test tells it to.</summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly WebApplication app;

    private Origin(WebApplication app) => this.app = app;

    public List<HttpRequestSnapshot> Requests { get; } = [];

    public Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<Origin> Start(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var origin = new Origin(builder.Build());
        origin.app.Run(async context =>
        {
            int number;
            lock (origin.Requests)
            {
                origin.Requests.Add(new(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
                number = origin.Requests.Count;
            }

            await answer(context, number);
        });
        await origin.app.StartAsync();
        return origin;
    }

    public static Task Html(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

internal sealed record HttpRequestSnapshot(string Path, IReadOnlyDictionary<string, string> Headers);
