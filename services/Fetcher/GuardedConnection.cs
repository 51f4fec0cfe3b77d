using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Fetcher;

/// <summary>Connects only to public addresses. The name is resolved once and the address that was checked is connected to, so a
/// name that changes its answer in between (DNS rebinding) gains nothing; TLS still uses the name.</summary>
internal static class GuardedConnection
{
    /// <summary>The handler for pages of third parties: no redirects, proxy, cookies or decompression of its own, and no trace context.</summary>
    public static SocketsHttpHandler Handler(FetcherOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(3),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        MaxConnectionsPerServer = 2,
        MaxResponseHeadersLength = 64,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        ConnectCallback = (context, token) => Connect(context.DnsEndPoint, options.AllowPrivateAddresses, token),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint target, bool allowPrivate, CancellationToken token)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, token);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (!allowPrivate && Array.Find(addresses, address => !PublicAddress.Is(address)) is not null)
            throw new PageRefusedException("private-address", $"The host {target.Host} has an address outside the public internet.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
