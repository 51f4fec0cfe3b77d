using System.Net.Security;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>Connections to the broker beside the bus.</summary>
public static class BrokerClient
{
    /// <summary>Makes connections that do not come back by themselves: one that did would have lost what it was about to acknowledge,
    /// and that is better said than recovered.</summary>
    /// <param name="address">AMQP address with user and password; <c>amqps</c> for TLS.</param>
    /// <returns>With TLS it takes only a certificate that is vouched for and bears the host's name; by itself the client takes any name.</returns>
    public static ConnectionFactory Factory(Uri address)
    {
        var factory = new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false };
        (factory.Ssl.ServerName, factory.Ssl.AcceptablePolicyErrors) = (address.Host, SslPolicyErrors.None);
        return factory;
    }
}
