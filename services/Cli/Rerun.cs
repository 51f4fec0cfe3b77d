using System.CommandLine;
using System.Globalization;
using System.Text;
using Dapper;
using IngestPipeline.Consoles;
using IngestPipeline.Hosting;
using IngestPipeline.Storage;
using RabbitMQ.Client;
using Spectre.Console;

namespace IngestPipeline.Cli;

/// <summary><c>ingest rerun</c>: everything after fetching once more, from the pages that the Fetcher has kept.</summary>
internal static class Rerun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Command Command()
    {
        var (rabbitmq, postgres) = (BrokerAddress.Option(), DatabaseAddress.Option());
        var newer = AgeOption.New("--newer-than", "Only pages fetched since.");
        var host = new Option<string?>("--host") { Description = "Only pages of this host, as it was asked for.", HelpName = "HOST" };
        var command = new Command("rerun", "Works on kept pages again (Fetcher__KeepPages), without asking their servers.") { newer, host, rabbitmq, postgres };
        command.SetAction((result, cancellationToken) => DatabaseAddress.With(result.GetValue(postgres), async database =>
        {
            var pages = await Kept(database, result.GetValue(host), TimeProvider.System.GetUtcNow() - (result.GetValue(newer) ?? TimeSpan.FromDays(36_500)), cancellationToken);
            return await BrokerAddress.With(result.GetValue(rabbitmq)!, "ingest rerun", connection => Send(connection, pages, cancellationToken), cancellationToken);
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Guid>> Kept(Database database, string? host, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "select page_id from pages where html is not null and fetched_at >= @since and (cast(@host as text) is null or host = @host) order by fetched_at, page_id",
            new { host, since }, cancellationToken: cancellationToken))];
    }

    private static async Task<int> Send(IConnection connection, IReadOnlyList<Guid> pages, CancellationToken cancellationToken)
    {
        var run = Guid.CreateVersion7();
        await using var sender = await Sender.Open(connection, Patience, cancellationToken);
        string? failure = null;
        try
        {
            foreach (var page in pages)
            {
                var properties = new BasicProperties { MessageId = $"{run:N}-{page:N}", AppId = "rerun", ContentType = "application/json", Persistent = true };
                await sender.Send(Names.Intake, "", properties, Encoding.UTF8.GetBytes($$"""{"page": "{{page:D}}"}"""), cancellationToken);
            }
        }
        catch (SenderException error)
        {
            failure = error.Message;
        }
        Screen.On(Console.Out).WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sender.Sent} of {pages.Count} kept pages sent to be worked on again."));
        return failure is null ? ExitCodes.Done : await BrokerAddress.Complain(failure, ExitCodes.Incomplete);
    }
}
