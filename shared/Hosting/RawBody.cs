using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace IngestPipeline.Hosting;

/// <summary>Hands every message of an endpoint to its consumer unread: an empty object stands in for the message, the
/// bytes are in <c>ReceiveContext.Body</c>. So any body with any content type arrives, and no transport header of the
/// sender (<c>MT-Fault-Address</c>, <c>MT-Response-Address</c>) is obeyed.</summary>
internal sealed class RawBody : ISerializerFactory, IMessageDeserializer
{
    private static readonly StringMessageBody Nothing = new("{}");
    private readonly SystemTextJsonRawMessageSerializer _json = new(RawSerializerOptions.AnyMessageType);

    public ContentType ContentType { get; } = new("application/octet-stream");

    public IMessageSerializer CreateSerializer() => throw new NotSupportedException("Only reads.");

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => context.CreateScope("rawBody");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        _json.Deserialize(Nothing, EmptyHeaders.Instance, destinationAddress);

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);
}
