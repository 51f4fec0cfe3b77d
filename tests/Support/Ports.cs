using System.Net;
using System.Net.Sockets;

namespace IngestPipeline.Support;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
public static class Ports
{
    /// <summary>One.</summary>
    public static int Free() => Free(1)[0];

    /// <summary>Several, all different.</summary>
    public static int[] Free(int count)
    {
        // All are held open together, so that the system cannot give one of them twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
