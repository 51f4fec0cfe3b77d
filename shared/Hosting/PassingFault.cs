using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace IngestPipeline.Hosting;

/// <summary>Tells what may pass from what can never work. A closed list: an error that nobody thought of is a defect, and
/// trying the same message again for an hour would only hide it.</summary>
public static class PassingFault
{
    /// <summary>Whether the same message may be handled later: a server, the network or the time was at fault.</summary>
    public static bool Is(Exception error) => error switch
    {
        PassingException => true,
        // SQLSTATE 22 and 23: the data itself was refused.
        DbException database => database.SqlState is not ['2', '2' or '3', ..],
        // Dapper wraps what goes wrong while it reads a row, a lost connection included.
        DataException { InnerException: { } inner } => Is(inner),
        // What the handler waited for was given up; MassTransit's name for it when the message itself was not cancelled.
        ConsumerCanceledException => true,
        TimeoutException or OperationCanceledException or IOException or SocketException or HttpRequestException => true,
        RabbitMQClientException or ConnectionException or TransportUnavailableException or MessageReturnedException or MessageNotAcknowledgedException => true,
        AggregateException several => several.InnerExceptions.All(Is),
        _ => false,
    };
}
