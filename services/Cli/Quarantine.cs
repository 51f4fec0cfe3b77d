using System.CommandLine;
using IngestPipeline.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Cli;

/// <summary><c>ingest quarantine</c>: what lies there and why, and what becomes of it.</summary>
internal static class Quarantine
{
    public static Command Command() => new("quarantine", "Shows what the pipeline could not work on, and replays or discards it.")
    {
        QuarantineList.Command(),
        QuarantineShow.Command(),
        QuarantineReplay.Command(),
        QuarantineDiscard.Command(),
    };

    /// <summary>A command on some of the quarantine.</summary>
    /// <param name="name">Its verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">Its own options, beside those of the filter.</param>
    /// <param name="work">Gets the options as given, the connection and the chosen messages, and gives the exit code.</param>
    public static Command Verb(string name, string description, Option[] options, Func<ParseResult, IConnection, Chosen, CancellationToken, Task<int>> work)
    {
        var rabbitmq = BrokerAddress.Option();
        var command = new Command(name, description);
        foreach (var option in QuarantineFilter.Options.Concat(options).Append(rabbitmq))
            command.Add(option);
        command.SetAction((result, cancellationToken) => BrokerAddress.With(result.GetValue(rabbitmq)!, $"ingest quarantine {name}", async connection =>
        {
            try
            {
                await using var reader = await QuarantineReader.Open(connection, cancellationToken);
                var now = TimeProvider.System.GetUtcNow();
                return await work(result, connection, new(reader, reader.Read(QuarantineFilter.Of(result), now, cancellationToken), now), cancellationToken);
            }
            catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                return await BrokerAddress.Complain($"This broker has no queue {Names.Quarantine}: no service has run on it yet.", ExitCodes.Incomplete);
            }
        }, cancellationToken));
        return command;
    }

    /// <param name="Reader">Takes them out.</param>
    /// <param name="Messages">Those that the filter takes, oldest first; to be read once.</param>
    /// <param name="Now">When the command began.</param>
    internal sealed record Chosen(QuarantineReader Reader, IAsyncEnumerable<QuarantineReader.Held> Messages, DateTimeOffset Now);
}
