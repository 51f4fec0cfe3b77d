using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Hosting;

/// <summary>What a broker says to somebody who lacks a right. Waiting does not mend it.</summary>
internal static class Refusal
{
    private const ushort AccessRefused = 403;

    /// <summary>Ends the process when the broker closes a channel over a right that is missing, whoever was waiting on it: of
    /// several calls under way the client tells one, and the others only that they took too long.</summary>
    public static void EndOver(IChannel channel, Ending ending) => channel.ChannelShutdownAsync += (_, reason) =>
    {
        if (reason.ReplyCode == AccessRefused)
            ending.RefusedByBroker(reason.ReplyText);
        return Task.CompletedTask;
    };

    /// <summary>The broker's words, when that is what went wrong.</summary>
    public static string? In(Exception? error) => error switch
    {
        null => null,
        OperationInterruptedException { ShutdownReason: { ReplyCode: AccessRefused } reason } => reason.ReplyText,
        _ => In(error.InnerException),
    };
}
