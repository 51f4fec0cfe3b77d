using Npgsql;
using RabbitMQ.Client;

namespace IngestPipeline.Support.Tests;

[Trait("Category", "Integration")]
public sealed class ServersTests
{
    private static readonly string[] QueueTypes = ["quorum", "stream"];

    [Fact]
    public async Task A_broker_answers_and_a_virtual_host_made_twice_is_empty()
    {
        var token = TestContext.Current.CancellationToken;
        await using var broker = await Broker.Start(token);
        TestContext.Current.TestOutputHelper?.WriteLine(broker.Origin);

        var address = await broker.VirtualHost("support");
        await using (var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(token))
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: token))
            foreach (var type in QueueTypes)
                await channel.QueueDeclareAsync(type, durable: true, exclusive: false, autoDelete: false,
                    new Dictionary<string, object?> { ["x-queue-type"] = type }, cancellationToken: token);
        address = await broker.VirtualHost("support");

        await using var again = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(token);
        await using var asking = await again.CreateChannelAsync(cancellationToken: token);
        var missing = await Should.ThrowAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(
            () => asking.QueueDeclarePassiveAsync("quorum", token));
        missing.Message.ShouldContain("no queue 'quorum'");
    }

    [Fact]
    public async Task A_database_answers_and_one_made_twice_is_empty()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await Database.Start(token);
        TestContext.Current.TestOutputHelper?.WriteLine(server.Origin);

        await Run(await server.Create("support"), "create table kept (id int)");
        var again = await server.Create("support");

        await Run(again, "create table kept (id int)");

        async Task Run(string database, string sql)
        {
            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(token);
        }
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_fails_and_leaves_nothing()
    {
        var server = new PrivateServer();
        server.Run("KILL", ["sh", "-c", "echo no luck; exec sleep 600"]);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(
            () => Readiness.Wait("a server", server, _ => throw new IOException("refused"), enough.Token));

        Directory.Exists(server.Folder).ShouldBeFalse();
    }
}
