using System.Text;
using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Integration.Tests;

/// <summary>What somebody outside may do who may drop articles: that, and nothing else.</summary>
public sealed class ProducerTests(Servers servers)
{
    private static readonly Dictionary<string, Func<IChannel, Task>> Forbidden = new(StringComparer.Ordinal)
    {
        ["publish to another exchange"] = channel => Publish(channel, Names.Articles),
        ["publish to a stage"] = channel => Publish(channel, "IngestPipeline.Contracts:ArticleTagged"),
        ["publish to quarantine"] = channel => Publish(channel, Names.Quarantine),
        ["publish straight to a queue"] = channel => Publish(channel, "", Names.TagArticle),
        ["consume"] = channel => channel.BasicConsumeAsync(Names.Intake, true, new AsyncDefaultBasicConsumer(channel)),
        ["get"] = channel => channel.BasicGetAsync(Names.Quarantine, true),
        ["declare a queue"] = channel => channel.QueueDeclareAsync("mine", true, false, false),
        ["declare a queue without a name"] = channel => channel.QueueDeclareAsync(),
        ["declare an exchange"] = channel => channel.ExchangeDeclareAsync("mine", ExchangeType.Fanout),
        ["bind a queue"] = channel => channel.QueueBindAsync(Names.Intake, Names.Articles, "#"),
        ["bind an exchange"] = channel => channel.ExchangeBindAsync(Names.Intake, Names.Articles, "#"),
        ["unbind"] = channel => channel.QueueUnbindAsync(Names.Intake, Names.Intake, "", null),
        ["purge"] = channel => channel.QueuePurgeAsync(Names.Intake),
        ["delete the queue"] = channel => channel.QueueDeleteAsync(Names.Intake),
        ["delete the exchange"] = channel => channel.ExchangeDeleteAsync(Names.Intake),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_producer_can_do_nothing_but_publish_to_intake()
    {
        var rights = await Rights.Grant(servers.Broker, "producer");
        await using var connection = await new ConnectionFactory { Uri = rights.As("producer") }.CreateConnectionAsync(Token);
        var allowed = new List<string>();

        foreach (var (name, operation) in Forbidden)
        {
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
            var error = await Record.ExceptionAsync(() => operation(channel));
            if (Refusal.In(error) is null && channel.CloseReason?.ReplyCode != 403)
                allowed.Add($"{name}: {error}");
        }
        await using var last = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        await Publish(last, Names.Intake);

        allowed.ShouldBeEmpty();
    }

    /// <summary>Addresses to answer to, from outside: the service may not write there, and the broker closes its channel over
    /// an attempt. One such message must not make it try for ever.</summary>
    [Fact]
    public async Task Addresses_in_the_headers_of_a_producer_are_not_obeyed()
    {
        var rights = await Rights.Grant(servers.Broker, "hostile");
        await using var wire = await Wire.Open(rights.VirtualHost);
        await using var producer = await Wire.Open(rights.As("producer"));
        await using var fetcher = await HostedStage.Start(bus => bus.AddFetcher(), rights.As("fetcher"), await servers.Database.Create("producer"));
        var (fetched, quarantined) = (await wire.Listen("IngestPipeline.Contracts:ArticleFetched"), await wire.Listen(Names.Quarantine));
        var before = await servers.Broker.Names("exchanges", rights.VirtualHost);

        var evil = $"rabbitmq://{rights.VirtualHost.Authority}{rights.VirtualHost.AbsolutePath}/evil";
        foreach (var address in new[] { evil, "exchange:evil", "not an address", "\0", new string('x', 10_000) })
        {
            foreach (var body in new[] { Some.Text, "" })
                await producer.Send(Names.Intake, Encoding.UTF8.GetBytes(body), new BasicProperties
                {
                    Headers = new[] { "MT-Fault-Address", "MT-Response-Address", "MT-Source-Address", "MT-Request-Id", "MT-MessageType", "MT-Activity-Id", "traceparent" }
                        .ToDictionary(name => name, object? (_) => address),
                });
        }

        (await quarantined.Take(5)).ShouldAllBe(message => message.Body.Length == 0);
        await fetched.Take(5);
        (quarantined.Rest().Count + fetched.Rest().Count).ShouldBe(0);
        (await servers.Broker.Names("exchanges", rights.VirtualHost)).ShouldBe(before);
        (await wire.Count(Names.Intake)).ShouldBe(0u);
        (await fetcher.Health()).ShouldBe(HealthStatus.Healthy);
    }

    private static Task Publish(IChannel channel, string exchange, string key = "") =>
        channel.BasicPublishAsync(exchange, key, mandatory: true, new BasicProperties(), Encoding.UTF8.GetBytes(Some.Text)).AsTask();
}
