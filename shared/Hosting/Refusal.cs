using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Hosting;

/// <summary>What a broker says to somebody who lacks a right, and what is said of a server that nobody vouches for. Waiting does not mend it.</summary>
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

    /// <summary>What is wrong with a server's certificate, when that is what went wrong.</summary>
    public static string? Untrusted(Exception? error) => error switch
    {
        null => null,
        AuthenticationException untrusted => untrusted.Message,
        AggregateException several => several.InnerExceptions.Select(Untrusted).FirstOrDefault(reason => reason is not null),
        _ => Untrusted(error.InnerException),
    };

    /// <summary>The broker's words, when that is what went wrong.</summary>
    public static string? In(Exception? error) => error switch
    {
        null => null,
        OperationInterruptedException { ShutdownReason: { ReplyCode: AccessRefused } reason } => reason.ReplyText,
        _ => In(error.InnerException),
    };
}
