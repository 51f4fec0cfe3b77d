using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IngestPipeline.Publisher;

/// <summary>How the published message is written: a field without a value is left out, a time is RFC 3339 in UTC.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    public static string? Instant(DateTimeOffset? time) => time is { } known ? Instant(known) : null;

    public static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    public static void AddUnlessNull(this JsonObject target, string name, string? value)
    {
        if (value is not null)
            target[name] = value;
    }

    public static void AddUnlessEmpty(this JsonObject target, string name, IEnumerable<JsonNode> values)
    {
        var array = new JsonArray([.. values]);
        if (array.Count > 0)
            target[name] = array;
    }
}
