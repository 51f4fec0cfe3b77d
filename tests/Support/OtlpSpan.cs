using System.Globalization;
using Google.Protobuf;

namespace IngestPipeline.Support;

/// <summary>A span as it came on the wire. Source: opentelemetry-proto 1.x, <c>trace.proto</c>.</summary>
public sealed record OtlpSpan
{
    /// <summary>Resource attribute <c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the span.</summary>
    public required string Name { get; init; }

    /// <summary>32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 hexadecimal digits; empty for a root.</summary>
    public required string ParentId { get; init; }

    /// <summary>Whether its status is an error.</summary>
    public required bool IsError { get; init; }

    /// <summary>Attributes, values as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Trace and span ids that it links to.</summary>
    public required IReadOnlyList<(string TraceId, string SpanId)> Links { get; init; }

    /// <summary>Decodes an <c>ExportTraceServiceRequest</c>.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are none.</exception>
    public static List<OtlpSpan> Decode(byte[] request)
    {
        var spans = new List<OtlpSpan>();
        foreach (var resourceSpans in Fields(ByteString.CopyFrom(request)).Messages(1))
        {
            var service = Attribute(resourceSpans.Messages(1).SelectMany(resource => resource.Messages(1))).GetValueOrDefault("service.name", "");
            spans.AddRange(resourceSpans.Messages(2).SelectMany(scope => scope.Messages(2)).Select(span => new OtlpSpan
            {
                Service = service,
                TraceId = span.Hex(1),
                SpanId = span.Hex(2),
                ParentId = span.Hex(4),
                Name = span.Text(5),
                Attributes = Attribute(span.Messages(9)),
                Links = [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))],
                IsError = span.Messages(15).Any(status => status.Number(3) == 2),
            }));
        }
        return spans;
    }

    private static Dictionary<string, string> Attribute(IEnumerable<Message> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => pair.Messages(2).Select(Value).FirstOrDefault(""), StringComparer.Ordinal);

    // AnyValue: 1 text, 2 bool, 3 integer, 4 double.
    private static string Value(Message any) => any.Fields.FirstOrDefault() switch
    {
        (1, ByteString text, _) => text.ToStringUtf8(),
        (2, _, var truth) => truth != 0 ? "true" : "false",
        (3, _, var number) => ((long)number).ToString(CultureInfo.InvariantCulture),
        (4, _, var bits) => BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static Message Fields(ByteString bytes)
    {
        var fields = new List<(int, ByteString?, ulong)>();
        using var input = bytes.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => (WireFormat.GetTagFieldNumber(tag), input.ReadBytes(), 0UL),
                WireFormat.WireType.Varint => (WireFormat.GetTagFieldNumber(tag), null, input.ReadUInt64()),
                WireFormat.WireType.Fixed64 => (WireFormat.GetTagFieldNumber(tag), null, input.ReadFixed64()),
                WireFormat.WireType.Fixed32 => (WireFormat.GetTagFieldNumber(tag), null, input.ReadFixed32()),
                _ => throw new InvalidDataException($"A field of a kind that OTLP does not use: {tag}."),
            });
        }
        return new Message(fields);
    }

    private sealed record Message(List<(int Number, ByteString? Bytes, ulong Value)> Fields)
    {
        public IEnumerable<Message> Messages(int number) => Fields.Where(field => field.Number == number).Select(field => OtlpSpan.Fields(field.Bytes!));

        public string Text(int number) => Bytes(number).ToStringUtf8();

        public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

        public ulong Number(int number) => Fields.FirstOrDefault(field => field.Number == number).Value;

        private ByteString Bytes(int number) => Fields.FirstOrDefault(field => field.Number == number).Bytes ?? ByteString.Empty;
    }
}
