using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace IngestPipeline.Hosting;

/// <summary>The queue <c>quarantine</c> for what no consumer holds any more: the same headers as when one fails. On a connection of its own, opened when
/// first needed, since the bus writes no message-id or app-id but its own.</summary>
internal sealed class BrokerQuarantine(BrokerAddress broker, TimeProvider time, ILogger<BrokerQuarantine> log) : IQuarantine, IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task Keep(HeldMessage message, string queue, Exception cause, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var headers = message.Headers.ToDictionary(header => header.Key, header => (object?)header.Value, StringComparer.Ordinal);
        message.Failed(cause, now).WriteTo(headers);
        headers[MessageHeaders.Reason] = "fault";
        headers[MessageHeaders.FaultExceptionType] = TypeCache.GetShortName(cause.GetType());
        headers[MessageHeaders.FaultMessage] = cause.Message;
        headers[MessageHeaders.FaultTimestamp] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        headers[MessageHeaders.FaultInputAddress] = $"rabbitmq://{broker.Uri.Host}/{queue}";
        headers[Names.ReasonHeader] = cause.Message;
        var properties = new BasicProperties { Persistent = true, Headers = headers };
        if (message.MessageId is { } id) properties.MessageId = id;
        if (message.CorrelationId is { } correlation) properties.CorrelationId = correlation;
        if (message.AppId is { } app) properties.AppId = app;
        if (message.ContentType is { } type) properties.ContentType = type;
        if (message.SentAt is { } sent) properties.Timestamp = new AmqpTimestamp(sent.ToUnixTimeSeconds());

        await _one.WaitAsync(cancellationToken);
        try
        {
            var channel = await Open(cancellationToken);
            // The client's own token must not end a publish that is on its way: its bookkeeping of confirms breaks.
            await channel.BasicPublishAsync(Names.Quarantine, "", mandatory: true, properties, message.Body, CancellationToken.None).AsTask().WaitAsync(Longest, time, cancellationToken);
        }
        catch
        {
            await Close();
            throw;
        }
        finally
        {
            _one.Release();
        }
        Log.Quarantined(log, queue, cause.GetType().Name, cause.Message);
        Telemetry.CountQuarantined(queue, cause);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _one.Dispose();
    }

    private async Task<IChannel> Open(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true }) return _channel;
        await Close();
        _connection = await BrokerClient.Factory(broker.Uri).CreateConnectionAsync("quarantine", cancellationToken);
        return _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
    }

    private async Task Close()
    {
        var (channel, connection) = (_channel, _connection);
        (_channel, _connection) = (null, null);
        try
        {
            if (channel is not null) await channel.DisposeAsync();
            if (connection is not null) await connection.DisposeAsync();
        }
        catch (Exception error) when (error is RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException or TimeoutException)
        {
            // It was broken already; what failed over it is thrown by whoever closes it.
        }
    }
}
