using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Faults;

internal sealed partial class Trial
{
    /// <summary>Address of the virtual host for a user that may write to <c>intake</c> and nothing else.</summary>
    public Task<Uri> Producer() => Broker.User($"producer-{Seed}", VirtualHost, configure: "^$", write: "^intake$", read: "^$");

    /// <summary>Names of all exchanges.</summary>
    public Task<IReadOnlyList<string>> Exchanges() => Broker.Names("exchanges", VirtualHost);

    /// <summary>How many operations the broker refuses to a user, of those that a producer has no business with.</summary>
    public async Task<int> RefusedTo(Uri user)
    {
        var operations = new Dictionary<string, Func<IChannel, Task>>(StringComparer.Ordinal)
        {
            ["publish to articles"] = channel => channel.BasicPublishAsync("articles", "a", "x"u8.ToArray()).AsTask(),
            ["publish to quarantine"] = channel => channel.BasicPublishAsync("quarantine", "", "x"u8.ToArray()).AsTask(),
            ["publish straight to a queue"] = channel => channel.BasicPublishAsync("", "tag-article", "x"u8.ToArray()).AsTask(),
            ["read the quarantine"] = channel => channel.BasicGetAsync("quarantine", autoAck: true),
            ["purge intake"] = channel => channel.QueuePurgeAsync("intake"),
            ["delete intake"] = channel => channel.QueueDeleteAsync("intake"),
            ["declare a queue"] = channel => channel.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false),
            ["declare an exchange"] = channel => channel.ExchangeDeclareAsync("mine", ExchangeType.Fanout),
        };
        await using var connection = await new ConnectionFactory { Uri = user }.CreateConnectionAsync(Token);
        foreach (var (name, operation) in operations)
        {
            try
            {
                await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
                await operation(channel);
                Problem($"a producer may {name}");
            }
            catch (Exception error) when (error is OperationInterruptedException or AlreadyClosedException or PublishException)
            {
                // Refused, as it should be.
            }
        }
        return operations.Count;
    }
}
