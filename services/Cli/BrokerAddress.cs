using System.CommandLine;
using System.CommandLine.Parsing;
using IngestPipeline.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Cli;

/// <summary>Which broker, and what to say when it does not answer or refuses.</summary>
internal static class BrokerAddress
{
    private const string Local = "amqp://guest:guest@localhost:5672/";

    public static Option<Uri> Option() => new("--rabbitmq")
    {
        Description = "Address of the broker. Default: ConnectionStrings__rabbitmq, else the local one. The password may be in the file that RABBITMQ_PASSWORD_FILE names.",
        HelpName = "amqp://user:password@host:5672/vhost",
        DefaultValueFactory = result => Parse(result, Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq") ?? Local),
        CustomParser = result => Parse(result, result.Tokens[0].Value),
    };

    /// <summary>Connects and works; a fault of the broker is told in one sentence.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="name">What the broker's own pages call the connection.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <param name="cancellationToken">Ends the attempt to connect.</param>
    public static async Task<int> With(Uri address, string name, Func<IConnection, Task<int>> work, CancellationToken cancellationToken)
    {
        var factory = BrokerClient.Factory(address);
        factory.ClientProvidedName = name;
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (BrokerUnreachableException error)
        {
            return await Complain($"No broker answers at {address.Host}:{address.Port}: {error.GetBaseException().Message}", ExitCodes.NoBroker);
        }
        catch (OperationInterruptedException error)
        {
            return await Complain($"The broker refused or went away: {error.ShutdownReason?.ReplyText ?? error.Message}", ExitCodes.NoBroker);
        }
    }

    public static async Task<int> Complain(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }

    private static Uri Parse(ArgumentResult result, string address)
    {
        try
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var broker) && broker.Scheme is ("amqp" or "amqps"))
                return PasswordFile.Complete(broker, Environment.GetEnvironmentVariable(PasswordFile.Broker));
            result.AddError("--rabbitmq must be an address such as amqp://user:password@host:5672/vhost.");
        }
        catch (InvalidOperationException error)
        {
            result.AddError(error.Message);
        }
        return new Uri(Local);
    }
}
