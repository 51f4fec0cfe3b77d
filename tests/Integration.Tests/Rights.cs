using System.Text.Json.Nodes;
using IngestPipeline.Support;

namespace IngestPipeline.Integration.Tests;

/// <summary>A virtual host of the test's own, set up as <c>deploy/rabbitmq/definitions.json</c> sets up the one in production.</summary>
internal sealed class Rights
{
    private static readonly string[] Kinds = ["configure", "write", "read"];
    private readonly Broker _broker;
    private readonly Dictionary<string, Uri> _users = new(StringComparer.Ordinal);

    private Rights(Broker broker, Uri virtualHost) => (_broker, VirtualHost) = (broker, virtualHost);

    /// <summary>For a user who may do everything.</summary>
    public Uri VirtualHost { get; }

    /// <summary>Everybody who has rights.</summary>
    public static IEnumerable<string> Users => Permissions(JsonNode.Parse(File)!.AsObject()).Select(granted => (string)granted["user"]!);

    private static string File { get; } = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "deploy", "rabbitmq", "definitions.json"));

    /// <summary>Every single right of a user: its kind, and the name it is about as a regular expression.</summary>
    public static IEnumerable<(string Kind, string Name)> Of(string user) => Kinds.SelectMany(kind => Split(user, kind).Select(name => (kind, name)));

    public static async Task<Rights> Grant(Broker broker, string name)
    {
        var rights = new Rights(broker, await broker.VirtualHost(name));
        var definitions = JsonNode.Parse(File.Replace("\"news\"", $"\"{rights.VirtualHost.AbsolutePath.Trim('/')}\"", StringComparison.Ordinal))!.AsObject();
        foreach (var granted in Permissions(definitions))
        {
            var user = (string)granted["user"]!;
            rights._users[user] = await broker.User(rights.Own(user), rights.VirtualHost, (string)granted["configure"]!, (string)granted["write"]!, (string)granted["read"]!);
        }
        definitions.Remove("permissions");
        await broker.Define(definitions.ToJsonString());
        return rights;
    }

    /// <summary>The address for one of the users.</summary>
    public Uri As(string user) => _users[user];

    /// <summary>The address for a user who has all rights of another but one.</summary>
    public Task<Uri> Without(string user, string kind, string name)
    {
        var left = Kinds.Select(each => Split(user, each).Where(granted => (each, granted) != (kind, name))).Select(Join).ToArray();
        return _broker.User($"{Own(user)}-less", VirtualHost, left[0], left[1], left[2]);
    }

    // Users are the broker's, not the virtual host's: these are neither another test's nor those of somebody who uses the same broker.
    private string Own(string user) => $"{VirtualHost.AbsolutePath.Trim('/')}-{user}";

    private static string Join(IEnumerable<string> names) => string.Join('|', names) is { Length: > 0 } any ? $"^({any})$" : "^$";

    private static IEnumerable<string> Split(string user, string kind) =>
        ((string)Permissions(JsonNode.Parse(File)!.AsObject()).Single(granted => (string)granted["user"]! == user)[kind]!)
            .Trim('^', '$').Trim('(', ')').Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<JsonNode> Permissions(JsonObject definitions) => definitions["permissions"]!.AsArray().Select(one => one!);
}
