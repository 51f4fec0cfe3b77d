using System.Net.Mime;
using MassTransit;

namespace IngestPipeline.Hosting;

/// <summary>Writes a message as the JSON it already is: no envelope, and none of the headers that tell where a
/// process runs.</summary>
/// <param name="json">UTF-8 of one JSON object.</param>
public sealed class RawJsonSerializer(byte[] json) : IMessageSerializer
{
    /// <summary>application/json.</summary>
    public ContentType ContentType { get; } = new("application/json");

    /// <summary>The JSON as given.</summary>
    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(json);
}
