using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IngestPipeline.Faults;

/// <summary>A message of the stream of published articles.</summary>
/// <param name="MessageId">AMQP message-id.</param>
/// <param name="Event">Event, article, version and, of a change of groups, the revision: what an id stands for.</param>
/// <param name="Uri">The article.</param>
/// <param name="Revision">Revision of its groups.</param>
/// <param name="Submission">Message-id under which it was submitted.</param>
internal sealed record Published(string MessageId, string Event, string Uri, int Revision, string Submission)
{
    public static Published Read(ReadOnlySpan<byte> body, string messageId)
    {
        var reader = new Utf8JsonReader(body);
        using var json = JsonDocument.ParseValue(ref reader);
        var (root, item, dedup) = (json.RootElement, json.RootElement.GetProperty("item"), json.RootElement.GetProperty("dedup"));
        var (kind, uri, revision) = (root.GetProperty("event").GetString()!, item.GetProperty("uri").GetString()!, dedup.GetProperty("clusterRevision").GetInt32());
        var submission = root.GetProperty("pipeline").GetProperty("intake").GetProperty("messageId").GetString()!;
        return new(messageId, $"{kind} {uri} {item.GetProperty("version").GetString()} {(kind == "cluster.changed" ? revision : 0)}", uri, revision, submission);
    }
}

/// <summary>A message in quarantine.</summary>
/// <param name="Submission">Message-id under which it was submitted, also when it failed in a later stage; empty when it does not say.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Queue">Where it failed.</param>
internal sealed record Quarantined(string Submission, string Reason, string Queue)
{
    /// <summary>A hand-over between stages carries the intake somewhere below its message; a submission has an id of its own.</summary>
    public static string SubmissionOf(ReadOnlyMemory<byte> body, string messageId)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message) ? Intake(message) ?? messageId : messageId;
        }
        catch (JsonException)
        {
            return messageId;
        }
    }

    private static string? Intake(JsonElement message) => message.TryGetProperty("intake", out var intake) ? intake.GetProperty("messageId").GetString()
        : message.TryGetProperty("article", out var article) ? Intake(article) : null;
}

/// <summary>Reads at rest what came of a trial: all of the stream, all of the quarantine.</summary>
internal static class Ledger
{
    private const string Marker = "faults.marker";

    /// <summary>Every message of the stream, from the first, in order.</summary>
    public static async Task<List<Published>> Stream(Uri virtualHost, CancellationToken token)
    {
        await using var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync(token);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), token);
        await channel.BasicPublishAsync("articles", Marker, mandatory: true, new BasicProperties { Persistent = true }, "{}"u8.ToArray(), token);
        await channel.BasicQosAsync(0, 200, global: false, token);
        var (all, done) = (new List<Published>(), new TaskCompletionSource());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            try
            {
                if (delivery.RoutingKey == Marker)
                    done.TrySetResult();
                else
                    all.Add(Published.Read(delivery.Body.Span, delivery.BasicProperties.MessageId ?? ""));
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, token);
            }
            catch (Exception error)
            {
                done.TrySetException(error);
            }
        };
        await channel.BasicConsumeAsync("articles.stream", autoAck: false, "", false, false, new Dictionary<string, object?> { ["x-stream-offset"] = "first" }, consumer, token);
        await done.Task.WaitAsync(TimeSpan.FromMinutes(2), token);
        return all;
    }

    /// <summary>Takes all out of the quarantine.</summary>
    public static async Task<List<Quarantined>> Quarantine(Uri virtualHost, CancellationToken token)
    {
        await using var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync(token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
        var all = new List<Quarantined>();
        while (await channel.BasicGetAsync("quarantine", autoAck: true, token) is { } message)
            all.Add(new(Quarantined.SubmissionOf(message.Body, message.BasicProperties.MessageId ?? ""), Header(message, "x-reason"), Header(message, "MT-Fault-InputAddress").Split('/')[^1]));
        return all;
    }

    private static string Header(BasicGetResult message, string name) => message.BasicProperties.Headers?.TryGetValue(name, out var value) != true ? ""
        : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
