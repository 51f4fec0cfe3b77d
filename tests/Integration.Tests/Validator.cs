using System.Text.Encodings.Web;
using System.Text.Json;

namespace IngestPipeline.Integration.Tests;

/// <summary>Python's JSON Schema validator, for which .NET has no free equal.</summary>
internal static class Validator
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Debian's package belongs to Debian's Python.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Fails with every error that the messages have.</summary>
    /// <param name="messages">Published messages.</param>
    /// <param name="schemas">See <c>validate.py</c>.</param>
    public static async Task Validate(IEnumerable<Delivered> messages, params string[] schemas)
    {
        var lines = string.Join('\n', messages.Select(message => message.Json.ToJsonString(OneLine)));
        var run = await Run.ToEnd(Run.Start(Python, [Path.Combine(AppContext.BaseDirectory, "validate.py"), .. schemas]), lines);
        run.ExitCode.ShouldBe(0, run.ToString());
    }
}
